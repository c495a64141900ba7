import { holds } from '../rules'
import { boundedCopy, isBlank, withoutBlanks } from './bounded-copy'
import { layoutFields, type FormDefinition, type LayoutField } from './definition'
import { fieldFormats, type ReadFormat } from './field-formats'
import { hasOwn, isRecord } from './json-equality'

export type Values = Record<string, unknown>

export interface FormContext {
  /** 'YYYY-MM-DD', for conditions that ask for an age or a number of days. */
  today?: string | undefined
}

export interface ReadForm {
  /** Fields that are asked with these values, in layout order. */
  shown: LayoutField[]
  values: Values
  /** Keys of shown fields whose value is larger or deeper than any real answer. */
  oversize: string[]
}

/** Walks the layout once: every condition sees only what stands before it and is itself shown. */
export const readForm = (form: FormDefinition, given: unknown, { today }: FormContext = {}): ReadForm => {
  const source = isRecord(given) ? given : {}
  const read: ReadForm = { shown: [], values: {}, oversize: [] }
  for (const field of layoutFields(form)) {
    if (field.showWhen !== undefined && !holds(field.showWhen, read.values, { on: today })) continue
    read.shown.push(field)
    if (!hasOwn(source, field.key) || source[field.key] === undefined) continue
    const bounded = boundedCopy(source[field.key])
    if (bounded) read.values[field.key] = bounded.copy
    else read.oversize.push(field.key)
  }
  return read
}

/** The values of the fields that are shown; what was typed into a field that has since disappeared is dropped. */
export const visibleValues = (form: FormDefinition, values: unknown, context: FormContext = {}): Values =>
  readForm(form, values, context).values

/**
 * What is stored and compared: visible values without blanks, formatted texts in their one form (a mobile number as
 * eleven digits, X in upper case). Ask `validateForm` first: a text its format refuses is left as it is.
 */
export const storedValues = (form: FormDefinition, values: unknown, context: FormContext = {}): Values => {
  const filled = withoutBlanks(visibleValues(form, values, context)) as Values
  for (const key of Object.keys(filled)) {
    const { format } = form.schema.properties[key] ?? {}
    const value = filled[key]
    if (format === undefined || typeof value !== 'string' || !hasOwn(fieldFormats, format)) continue
    const read: ReadFormat = fieldFormats[format as keyof typeof fieldFormats]
    const result = read(value)
    if ('stored' in result) filled[key] = result.stored
  }
  return filled
}

/** Share (0…1) of the shown fields that already hold a value; 0 when no field is shown. */
export const prefilledShare = (
  form: FormDefinition,
  prefilled: unknown,
  context: FormContext = {},
): number => {
  const { shown, values } = readForm(form, prefilled, context)
  return shown.length === 0 ? 0 : shown.filter(({ key }) => !isBlank(values[key])).length / shown.length
}
