import type { FormValues } from '@shared/cases/contract'
import type { ItemDefinition } from '@shared/catalogue/item'
import { addDays } from '@shared/formats/day'
import { dayOfBound } from '@shared/forms/day-bound'
import type { FieldSchema } from '@shared/forms'
import fc, { type Arbitrary } from 'fast-check'

const byFormat: Record<string, string[]> = {
  plate: ['云Z12345', '云ZD12345', '云Z1234挂'],
  'id-number': ['990103198506150058', '99010219900307002X'],
  mobile: ['19900000006'],
  'person-name': ['周敏', '阿依古丽·买买提'],
}
const words = ['云汀市汀东区临江路18号2幢601室', '云汀市汀西区长堤路102号4幢303室', '中国工商银行云汀支行']

const constsOf = (schema: Record<string, unknown>): unknown[] =>
  (schema['enum'] as unknown[] | undefined) ??
  (schema['oneOf'] as { const: unknown }[] | undefined)?.map(each => each.const) ??
  []

const days = (schema: FieldSchema, today: string): Arbitrary<string> => {
  const earliest = dayOfBound(schema['x-earliest'], today) ?? addDays(today, -400)
  const latest = dayOfBound(schema['x-latest'], today) ?? addDays(today, 400)
  const span = (Date.parse(latest) - Date.parse(earliest)) / 86_400_000
  return fc.integer({ min: 0, max: span }).map(past => addDays(earliest, past))
}

const numbers = ({ type, minimum, maximum }: FieldSchema): Arbitrary<number> => {
  const bounds = { min: Number(minimum ?? 0), max: Number(maximum ?? 1000) }
  if (type === 'integer') return fc.integer(bounds)
  return fc.integer({ min: bounds.min * 100, max: bounds.max * 100 }).map(hundredths => hundredths / 100)
}

/** Values of one field as a person could give them: whatever its schema allows. */
function valuesOf(schema: FieldSchema, today: string): Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema['const'])
  const choices = constsOf(schema)
  if (choices.length > 0) return fc.constantFrom(...choices)
  if (schema.type === 'array') {
    const items = constsOf(schema['items'] as Record<string, unknown>)
    return fc.shuffledSubarray(items, { minLength: Number(schema['minItems'] ?? 0) })
  }
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'number' || schema.type === 'integer') return numbers(schema)
  if (schema.format === 'day') return days(schema, today)
  const samples = byFormat[schema.format ?? '']
  if (samples) return fc.constantFrom(...samples)
  if (typeof schema['pattern'] === 'string') return fc.stringMatching(new RegExp(schema['pattern']))
  return fc.constantFrom(...words).map(text => text.slice(0, Number(schema['maxLength'] ?? 100)))
}

/** Every field of a form filled in; which of them count is for the form to say. */
export const filledForms = ({ form }: ItemDefinition, today: string): Arbitrary<FormValues> =>
  fc.record(
    Object.fromEntries(
      Object.entries(form.schema.properties).map(([key, schema]) => [key, valuesOf(schema, today)]),
    ),
  ) as Arbitrary<FormValues>
