import type { FieldProblem } from '../problem'
import { isBlank, withoutBlanks } from './bounded-copy'
import { dayOfBound } from './day-bound'
import { layoutFields, type FormDefinition } from './definition'
import { explainViolation, placeOf, say } from './explain-violation'
import { fieldFormats, type ReadFormat } from './field-formats'
import { findViolations, type FormatCheck, type InstancePath, type Violation } from './json-schema'
import { readForm, type Values } from './visible-values'

const asCheck =
  (read: ReadFormat): FormatCheck =>
  text => {
    const result = read(text)
    return 'why' in result ? result.why : undefined
  }

const formats: Record<string, FormatCheck> = {}
for (const [name, read] of Object.entries(fieldFormats)) formats[name] = asCheck(read)

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
 * Everything to mend before this form can be handed in: one problem per place, in the order of the layout, each
 * sentence naming the field by its label and the mend. Fields that are not shown are neither asked nor judged; keys
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
  for (const violation of findViolations(form.schema, filled, { formats, exempt })) {
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
    .map(({ path, message }) => ({ path, message }))
}
