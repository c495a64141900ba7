import { Problem } from '@shared/problem'

/** No form of ours nests deeper; whoever walks a value by recursion is safe behind this. */
const deepest = 32

const invalid = (): Problem => new Problem('INPUT_INVALID', { message: '提交的内容不是有效的 JSON。' })

/**
 * A JSON object from bytes. `__proto__` stays an own key, so that a strict schema sees and refuses it.
 * @throws Problem INPUT_INVALID for anything else, for nesting deeper than 32 and for a key that is given twice:
 * readers disagree about which of the two counts.
 */
export function parseJsonObject(raw: Buffer): Record<string, unknown> {
  const text = raw.toString('utf8')
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw invalid()
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw invalid()
  refuseDepthAndDoubles(text)
  return parsed as Record<string, unknown>
}

/** Walks the signs of a text that is known to be JSON; linear in its length. */
function refuseDepthAndDoubles(text: string): void {
  const open: (Set<string> | null)[] = []
  for (const [sign, key] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (sign === '{' || sign === '[') {
      if (open.push(sign === '{' ? new Set() : null) > deepest) throw invalid()
    } else if (sign === '}' || sign === ']') open.pop()
    else if (key !== undefined) {
      const keys = open.at(-1)
      const name = JSON.parse(key) as string
      if (keys?.has(name)) throw invalid()
      keys?.add(name)
    }
  }
}
