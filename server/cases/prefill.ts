import type { FormValues, Prefilled } from '@shared/cases/contract'
import type { ItemDefinition } from '@shared/catalogue/item'
import type { FieldProblem } from '@shared/problem'
import type { Gathered, KnownRecord } from './known-facts'

export interface Prefilling {
  values: FormValues
  prefilled: Record<string, Prefilled>
}

type Json = FormValues[string]

/** Registers the item's form can be filled from. */
export const sourcesOf = (item: ItemDefinition): string[] => [
  ...new Set([...item.prefill.map(({ source }) => source), ...item.picks.map(({ source }) => source)]),
]

/** Values a blank form starts with, and for each where it comes from. A single record to pick from is picked. */
export function prefill(item: ItemDefinition, gathered: Gathered, nameOf: (source: string) => string): Prefilling {
  const values: Record<string, Json> = {}
  const prefilled: Record<string, Prefilled> = {}
  for (const { field, source, path, locked } of item.prefill) {
    const value = scalar(read(gathered.records.get(source), path))
    if (value === undefined) continue
    values[field] = value
    prefilled[field] = { sourceName: nameOf(source), locked, options: null }
  }
  for (const pick of item.picks) {
    const options = optionsOf(pick, gathered)
    if (options.length === 0) continue
    if (options.length === 1) Object.assign(values, options[0]?.values)
    const sourceName = nameOf(pick.source)
    for (const field of Object.keys(pick.fills)) prefilled[field] = { sourceName, locked: true, options: null }
    prefilled[pick.field] = { sourceName, locked: false, options }
  }
  return { values, prefilled }
}

/** Locked values that no longer say what their register says: a value typed by a browser proves nothing. */
export function checkLocked(item: ItemDefinition, values: FormValues, gathered: Gathered): FieldProblem[] {
  const problems: FieldProblem[] = []
  const label = (field: string): string => item.form.schema.properties[field]?.title ?? field
  for (const { field, source, path, locked } of item.prefill) {
    const known = scalar(read(gathered.records.get(source), path))
    if (locked && known !== undefined && values[field] !== undefined && values[field] !== known) {
      problems.push({ path: field, message: `「${label(field)}」与登记信息不一致，请刷新页面使用登记的内容。` })
    }
  }
  for (const pick of item.picks) {
    const options = optionsOf(pick, gathered)
    if (options.length === 0 || values[pick.field] === undefined) continue
    const matches = options.some(option =>
      Object.entries(option.values).every(([field, value]) => values[field] === undefined || values[field] === value),
    )
    if (!matches) problems.push({ path: pick.field, message: `「${label(pick.field)}」不在您名下的登记记录中，请重新选择。` })
  }
  return problems
}

function optionsOf(
  pick: ItemDefinition['picks'][number],
  gathered: Gathered,
): { title: string; values: Record<string, Json> }[] {
  const list = read(gathered.records.get(pick.source), pick.list)
  if (!Array.isArray(list)) return []
  return list.filter(isRecord).map(record => ({
    title: pick.title.replace(/\{(\w+)\}/g, (_, name: string) => String(record[name] ?? '')),
    values: Object.fromEntries(
      Object.entries(pick.fills).flatMap(([field, name]) => {
        const value = scalar(record[name])
        return value === undefined ? [] : [[field, value]]
      }),
    ),
  }))
}

/** A dotted path in a record; own properties only. */
export function read(record: KnownRecord | null | undefined, path: string): unknown {
  let found: unknown = record ?? undefined
  for (const name of path.split('.')) {
    if (!isRecord(found) || !Object.prototype.hasOwnProperty.call(found, name)) return undefined
    found = found[name]
  }
  return found
}

const isRecord = (value: unknown): value is KnownRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const scalar = (value: unknown): string | number | boolean | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
