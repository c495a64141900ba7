import type { CorrectionPoint } from '@shared/cases/contract'
import type { ItemDefinition } from '@shared/catalogue/item'

/**
 * What a department's point is about, in our words: a field key, or `materials.<key>` also where the department names
 * the material alone. '' = neither: it concerns the application as a whole and is read, not filled in.
 */
export function askedField(item: ItemDefinition, named: string): CorrectionPoint['field'] {
  if (Object.hasOwn(item.form.schema.properties, named)) return named
  const material = named.replace(/^materials\./, '')
  return item.materials.some(({ key }) => key === material) ? `materials.${material}` : ''
}
