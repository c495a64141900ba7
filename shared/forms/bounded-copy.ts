import { isRecord } from './json-equality'

// Far above any real field, far below what would keep a phone or the server busy.
const MAX_DEPTH = 16
const MAX_PARTS = 5_000
const MAX_CHARACTERS = 100_000

class TooMuch extends Error {}

/**
 * A JSON copy of one field's value that nothing downstream has to fear: at most 16 levels, 5,000 parts and 100,000
 * characters in all; without `__proto__` keys, functions, undefined and non-finite numbers. `undefined` when it is
 * too much (a circle always is).
 */
export const boundedCopy = (value: unknown): { copy: unknown } | undefined => {
  let parts = 0
  let characters = 0
  const countText = (text: string): string => {
    characters += text.length
    if (characters > MAX_CHARACTERS) throw new TooMuch()
    return text
  }
  const copy = (here: unknown, depth: number): unknown => {
    parts += 1
    if (depth > MAX_DEPTH || parts > MAX_PARTS) throw new TooMuch()
    if (typeof here === 'string') return countText(here)
    if (typeof here === 'number') return Number.isFinite(here) ? here : null
    if (typeof here === 'boolean') return here
    if (Array.isArray(here)) {
      if (here.length > MAX_PARTS) throw new TooMuch()
      return here.map(each => copy(each, depth + 1))
    }
    if (!isRecord(here)) return null
    const keys = Object.keys(here)
    if (keys.length > MAX_PARTS) throw new TooMuch()
    const clean: Record<string, unknown> = {}
    for (const key of keys) if (key !== '__proto__') clean[countText(key)] = copy(here[key], depth + 1)
    return clean
  }
  try {
    return { copy: copy(value, 0) }
  } catch {
    return undefined
  }
}

/** Nothing filled in: absent, null, blank text or an empty list. `false` and 0 are answers. */
export const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** The same value without blank properties, so that an optional field left empty is not judged. */
export const withoutBlanks = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutBlanks)
  if (!isRecord(value)) return value
  const kept: Record<string, unknown> = {}
  for (const key of Object.keys(value)) if (!isBlank(value[key])) kept[key] = withoutBlanks(value[key])
  return kept
}
