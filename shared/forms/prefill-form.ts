import { readPath } from '../rules'
import { boundedCopy, isBlank } from './bounded-copy'
import type { FormDefinition, Option, Prefill } from './definition'
import { hasOwn } from './json-equality'
import type { Values } from './visible-values'

/** One choice of a `pick` field; choosing it also sets the fields in `fills`. */
export interface Pick extends Option {
  fills: Values
}

export interface PrefilledForm {
  values: Values
  /** Choices of the `pick` fields by field key. */
  picks: Record<string, Pick[]>
}

const isOptionValue = (value: unknown): value is Option['value'] =>
  ['string', 'number', 'boolean'].includes(typeof value) && !isBlank(value)

const picksFrom = (answer: unknown, { field, each }: Prefill): Pick[] => {
  const list = readPath(answer, field)
  if (!each || !Array.isArray(list)) return []
  const picks: Pick[] = []
  for (const element of list.slice(0, 200)) {
    const value = readPath(element, each.value)
    if (!isOptionValue(value)) continue
    const fills: Values = {}
    for (const [key, path] of Object.entries(each.fills ?? {})) {
      const filled = boundedCopy(readPath(element, path))?.copy
      if (!isBlank(filled)) fills[key] = filled
    }
    picks.push({ value, title: String(readPath(element, each.title) ?? value).slice(0, 100), fills })
  }
  return picks
}

/**
 * What the sources already know. `answers` holds each source's answer under its name; a source that has not answered
 * is simply absent. A list with one element is chosen at once; with more, the person picks.
 */
export const prefillForm = (
  form: FormDefinition,
  answers: Readonly<Record<string, unknown>>,
): PrefilledForm => {
  const prefilled: PrefilledForm = { values: {}, picks: {} }
  for (const [key, prefill] of Object.entries(form.prefill ?? {})) {
    const answer = hasOwn(answers, prefill.source) ? answers[prefill.source] : undefined
    if (prefill.each) {
      const picks = picksFrom(answer, prefill)
      prefilled.picks[key] = picks
      const only = picks.length === 1 ? picks[0] : undefined
      if (only) Object.assign(prefilled.values, only.fills, { [key]: only.value })
      continue
    }
    const value = boundedCopy(readPath(answer, prefill.field))?.copy
    if (!isBlank(value)) prefilled.values[key] = value
  }
  return prefilled
}
