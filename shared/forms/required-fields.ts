import { withoutBlanks } from './bounded-copy'
import type { FormDefinition } from './definition'
import { hasOwn, isRecord } from './json-equality'
import { findViolations, type JsonSchema } from './json-schema'
import { readForm, type FormContext } from './visible-values'

const schemaOf = (schema: unknown): JsonSchema =>
  isRecord(schema) || typeof schema === 'boolean' ? schema : true
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})

/** The schemas that apply besides `schema` itself for these values: allOf, the branch taken, dependents. */
const active = (schema: Record<string, unknown>, values: Record<string, unknown>): unknown[] => {
  const branch = !hasOwn(schema, 'if')
    ? true
    : schema[findViolations(schemaOf(schema.if), values).length === 0 ? 'then' : 'else']
  const dependents = recordOf(schema.dependentSchemas)
  const triggered = Object.keys(dependents).filter(key => hasOwn(values, key))
  return [...listOf(schema.allOf), branch, ...triggered.map(key => dependents[key])]
}

const requiredBy = (schema: unknown, values: Record<string, unknown>): string[] => {
  if (!isRecord(schema)) return []
  const dependents = recordOf(schema.dependentRequired)
  const lists = [
    schema.required,
    ...Object.keys(dependents).map(key => (hasOwn(values, key) ? dependents[key] : [])),
    ...active(schema, values).map(each => requiredBy(each, values)),
  ]
  return lists.reduce<string[]>((all, list) => all.concat(listOf(list).map(String)), [])
}

/** Keys of the fields that must be filled in with these values: shown, and required by the schema as it then applies. */
export const requiredFields = (
  form: FormDefinition,
  values: unknown,
  context: FormContext = {},
): string[] => {
  const read = readForm(form, values, context)
  const required = new Set(requiredBy(form.schema, recordOf(withoutBlanks(read.values))))
  return read.shown.map(field => field.key).filter(key => required.has(key))
}

/** How many fields a person must fill in (必填项) with these values. */
export const requiredCount = (form: FormDefinition, values: unknown, context: FormContext = {}): number =>
  requiredFields(form, values, context).length
