import type { FormValues, Prefilled } from '@shared/cases/contract'
import type { ItemDefinition } from '@shared/catalogue/item'
import { prefillForm } from '@shared/forms'
import type { FieldProblem } from '@shared/problem'
import type { Gathered } from './known-facts'

export interface Prefilling {
  values: FormValues
  prefilled: Record<string, Prefilled>
}

type Form = ItemDefinition['form']

/** Registers the item's form can be filled from. */
export const sourcesOf = (item: ItemDefinition): string[] => [
  ...new Set(Object.values(item.form.prefill ?? {}).map(({ source }) => source)),
]

const known = (form: Form, gathered: Gathered) => prefillForm(form, Object.fromEntries(gathered.records))

/** Values a blank form starts with, and for each where it comes from. A single record to pick from is picked. */
export function prefill(
  item: ItemDefinition,
  gathered: Gathered,
  nameOf: (source: string) => string,
): Prefilling {
  const { values, picks } = known(item.form, gathered)
  const prefilled: Record<string, Prefilled> = {}
  for (const [field, { source, each, locked = false }] of Object.entries(item.form.prefill ?? {})) {
    const sourceName = nameOf(source)
    if (!each) {
      if (field in values) {
        const value = (values as FormValues)[field] ?? null
        prefilled[field] = { sourceName, locked, options: null, value }
      }
      continue
    }
    const options = (picks[field] ?? []).map(pick => ({
      title: pick.title,
      values: { ...pick.fills, [field]: pick.value } as FormValues,
    }))
    if (options.length === 0) continue
    prefilled[field] = { sourceName, locked: false, options, value: null }
    for (const filled of Object.keys(each.fills ?? {}))
      prefilled[filled] = { sourceName, locked: true, options: null, value: null }
  }
  return { values: values as FormValues, prefilled }
}

/** Locked values that no longer say what their register says: a value typed by a browser proves nothing. */
export function checkLocked(item: ItemDefinition, values: FormValues, gathered: Gathered): FieldProblem[] {
  const { values: registered, picks } = known(item.form, gathered)
  const label = (field: string): string => item.form.schema.properties[field]?.title ?? field
  return Object.entries(item.form.prefill ?? {}).flatMap(([field, { each, locked }]): FieldProblem[] => {
    const given = values[field]
    if (given === undefined) return []
    if (!each) {
      const differs = locked && field in registered && !same(given, registered[field])
      return differs
        ? [{ path: field, message: `「${label(field)}」与登记信息不一致，请刷新页面使用登记的内容。` }]
        : []
    }
    const options = picks[field] ?? []
    const matches = options.some(
      pick =>
        same(pick.value, given) &&
        Object.entries(pick.fills).every(
          ([key, value]) => values[key] === undefined || same(values[key], value),
        ),
    )
    return options.length === 0 || matches
      ? []
      : [{ path: field, message: `「${label(field)}」不在您名下的登记记录中，请重新选择。` }]
  })
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
