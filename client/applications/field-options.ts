import type { FormValues } from '@shared/cases/contract'
import { describeValue, type FormDefinition, type LayoutField, type Values } from '@shared/forms'

type Value = FormValues[string]

export interface FieldOption {
  /** How the control knows it. */
  value: string
  label: string
  /** What is stored when it is chosen. */
  stands: Value
}

/** The choices of a field: those its layout names, else those its schema lists. */
export function optionsOf(form: FormDefinition, { key, options }: LayoutField): FieldOption[] {
  if (options) return options.map(({ value, title }) => option(value, title))
  const schema: Values = form.schema.properties[key] ?? {}
  const listed = (schema.type === 'array' ? schema.items : schema) as Values | undefined
  const values: unknown[] = Array.isArray(listed?.oneOf)
    ? listed.oneOf.map(choice => (choice as { const?: unknown }).const)
    : Array.isArray(listed?.enum)
      ? listed.enum
      : []
  return values.map(value => option(value, describeValue(form, key, value) ?? String(value)))
}

const option = (value: unknown, label: string): FieldOption => ({
  value: String(value),
  label,
  stands: value as Value,
})
