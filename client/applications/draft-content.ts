import type { ChosenMaterials, Draft, FormValues } from '@shared/cases/contract'
import type { OnlineItemGuide } from '@shared/catalogue/contract'
import type { MaterialRequirement } from '@shared/catalogue/item'
import { isBlank, layoutFields, requiredFields, storedValues, visibleValues } from '@shared/forms'
import type { Material } from '@shared/materials/contract'
import { holds } from '@shared/rules'
import type * as z from 'zod/mini'

export type AskedMaterial = z.infer<typeof MaterialRequirement>

/** What a person has given so far. */
export interface Content {
  values: FormValues
  materials: Record<string, Material[]>
}

/** Some values to set; undefined empties a field. */
export type Change = Record<string, FormValues[string] | undefined>

/** The content with some values changed. */
export function withValues(content: Content, change: Change): Content {
  const values = { ...content.values }
  for (const key of Object.keys(change)) {
    const value = change[key]
    if (value === undefined) delete values[key]
    else values[key] = value
  }
  return { ...content, values }
}

/** The materials asked for with these values. */
export function askedMaterials(guide: OnlineItemGuide, values: FormValues, today: string): AskedMaterial[] {
  const stored = storedValues(guide.form, values, { today })
  return guide.materials.filter(
    material => material.showWhen === undefined || holds(material.showWhen, stored) === true,
  )
}

/** What is sent: files that are no longer asked for stay here, should the person change his mind. */
export function chosenMaterials(guide: OnlineItemGuide, content: Content, today: string): ChosenMaterials {
  const chosen: ChosenMaterials = {}
  for (const { key } of askedMaterials(guide, content.values, today)) {
    const files = content.materials[key] ?? []
    if (files.length > 0) chosen[key] = files.map(({ id }) => id)
  }
  return chosen
}

/** The content of a draft, where what a register locks says what the register says now. */
export function contentOf(guide: OnlineItemGuide, draft: Draft): Content {
  const required = requiredFields(guide.form, draft.values, { today: draft.today })
  const values = { ...draft.values }
  for (const { key } of layoutFields(guide.form)) {
    const known = draft.prefilled[key]
    if (!known?.locked || known.value === null) continue
    // Leaving out a value that is not required is the person's right.
    if (!isBlank(values[key]) || required.includes(key)) values[key] = known.value
  }
  return { values, materials: draft.materials }
}

/** The same answers and files, whatever the order of the keys. */
export function isSame(guide: OnlineItemGuide, a: Content, b: Content, today: string): boolean {
  return inOrder(guide, a, today) === inOrder(guide, b, today)
}

function inOrder(guide: OnlineItemGuide, content: Content, today: string): string {
  const shown = visibleValues(guide.form, content.values, { today })
  const values = layoutFields(guide.form).map(({ key }) => shown[key] ?? null)
  const chosen = chosenMaterials(guide, content, today)
  return JSON.stringify([values, guide.materials.map(({ key }) => chosen[key] ?? [])])
}
