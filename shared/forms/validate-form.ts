import type { FieldProblem } from '../problem'
import { isBlank, withoutBlanks } from './bounded-copy'
import { dayOfBound } from './day-bound'
import { layoutFields, type FormDefinition } from './definition'
import { explainViolation, placeOf, say } from './explain-violation'
import { fieldFormats, type ReadFormat } from './field-formats'
import { findViolations, type FormatCheck, type InstancePath, type Violation } from './json-schema'
import { readForm, type Values } from './visible-values'

const checksOn = (today: string): Record<string, FormatCheck> => {
  const checks: Record<string, FormatCheck> = {}
  for (const [name, read] of Object.entries<ReadFormat>(fieldFormats)) {
    checks[name] = text => {
      const result = read(text, today)
      return 'why' in result ? result.why : undefined
    }
  }
  return checks
}

// more than anyone mends at once; a long wrong list must not become a long answer
const MOST_PROBLEMS = 50

const placeOfViolation = ({ path, property }: Violation): InstancePath =>
  property === undefined ? path : [...path, property]

const explainDay = (form: FormDefinition, key: string, value: unknown, today: string): string | undefined => {
  const field = form.schema.properties[key]
  const earliest = dayOfBound(field?.['x-earliest'], today)
  const latest = dayOfBound(field?.['x-latest'], today)
  if (typeof value !== 'string') return undefined
  if (earliest !== undefined && value < earliest) return `不能早于 ${earliest}，请重新选择`
  if (latest !== undefined && value > latest) return `不能晚于 ${latest}，请重新选择`
  return undefined
}

/**
 * Everything to mend before this form can be handed in: one problem per place (50 at most), in the order of the
 * layout, each sentence naming the field by its label and the mend. Fields that are not shown are neither asked nor judged; keys
 * the form does not know are ignored. Empty when the form is complete. Never throws, whatever `values` is; the form
 * must have passed `checkForm`.
 */
export const validateForm = (
  form: FormDefinition,
  values: unknown,
  { today }: { today: string },
): FieldProblem[] => {
  const { shown, values: visible, oversize } = readForm(form, values, { today })
  const asked = new Set(shown.map(field => field.key))
  const hidden = layoutFields(form).filter(field => !asked.has(field.key))
  const exempt = new Set([...hidden.map(field => field.key), ...oversize])
  const filled = withoutBlanks(visible) as Values

  const found = new Map<string, string>()
  const add = (path: string, message: string): void => {
    if (!found.has(path)) found.set(path, message)
  }
  for (const key of oversize) add(key, say(placeOf(form.schema, [key]), '内容过多，请删减'))
  for (const violation of findViolations(form.schema, filled, { formats: checksOn(today), exempt })) {
    const path = placeOfViolation(violation)
    add(path.join('.'), explainViolation(violation, placeOf(form.schema, path)))
  }
  for (const { key } of shown) {
    const late = isBlank(filled[key]) ? undefined : explainDay(form, key, filled[key], today)
    if (late !== undefined) add(key, say(placeOf(form.schema, [key]), late))
  }

  const order = shown.map(field => field.key)
  const rank = (path: string): number => order.indexOf(path.split('.')[0] ?? '') + 1 || order.length + 1
  return Array.from(found, ([path, message], at) => ({ path, message, at }))
    .sort((a, b) => rank(a.path) - rank(b.path) || a.at - b.at)
    .slice(0, MOST_PROBLEMS)
    .map(({ path, message }) => ({ path, message }))
}
