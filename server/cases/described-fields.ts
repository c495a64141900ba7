import type { FormValues } from '@shared/cases/contract'
import type { ItemDefinition } from '@shared/catalogue/item'
import { describeValue, layoutFields } from '@shared/forms'
import type { DescribedField } from '../gateways/departments'

/**
 * The form and the materials in words, for the officer who reads them; `field` is what a correction may ask for. A text
 * of null = nothing was said.
 */
export const describedFields = (item: ItemDefinition, values: FormValues): DescribedField[] => [
  ...layoutFields(item.form).map(({ key }) => ({
    field: key,
    label: item.form.schema.properties[key]?.title ?? key,
    text: describeValue(item.form, key, values[key]),
  })),
  ...item.materials.map(({ key, name }) => ({ field: `materials.${key}`, label: name, text: null })),
]
