import { createHash } from 'node:crypto'
import { toCode } from '@shared/formats/half-width'
import { checkRow } from './check-row'
import type { ImportedItem } from './imported-item'

/** Where a row went that was not accepted, and why. Rows count from 1. */
export interface RowNote {
  row: number
  code: string | null
  name: string | null
  reasons: string[]
}

export interface AcceptedRow {
  is: 'accepted'
  row: number
  item: ImportedItem
  /** Same digest = same content. */
  digest: string
}
export interface QuarantinedRow extends RowNote {
  is: 'quarantined'
  /** Names this very content. */
  id: string
  content: string
  /** Its code stands for an item with other content: a person has to decide. */
  conflicting: boolean
}
export interface DuplicateRow extends RowNote {
  is: 'duplicate'
}
export type SortedRow = AcceptedRow | QuarantinedRow | DuplicateRow

/**
 * Gives every row exactly one fate. Two rows with one code are duplicates when they say the same; when they do not,
 * the second is quarantined, because a person has to decide. A department code names one department: the name most
 * rows give it, or the one `known` gives it.
 */
export function sortRows(
  rows: readonly unknown[],
  known: ReadonlyMap<string, string> = new Map(),
): SortedRow[] {
  const checked = rows.map(checkRow)
  const names = departmentNames(checked.flatMap(each => (each.ok ? [each.item] : [])))
  const byCode = new Map<string, AcceptedRow>()
  const byContent = new Map<string, number>()

  return checked.map((result, at): SortedRow => {
    const row = at + 1
    const value = rows[at]
    const content = JSON.stringify(value)
    const id = digestOf(content)
    const note = { row, code: codeIn(value), name: textIn(value, 'name') }
    const quarantine = (reasons: string[], conflicting = false): QuarantinedRow => ({
      is: 'quarantined',
      ...note,
      id,
      content,
      conflicting,
      reasons,
    })
    const twin = byContent.get(id)
    if (twin !== undefined)
      return { is: 'duplicate', ...note, reasons: [`the same as row ${twin}, letter for letter`] }
    byContent.set(id, row)
    if (!result.ok) return quarantine(result.reasons)

    const { item } = result
    const department = known.get(item.departmentCode) ?? names.get(item.departmentCode)
    if (department !== item.department) {
      return quarantine([
        `deptCode ${item.departmentCode} belongs to ${department ?? 'another department'}, not to ${item.department}`,
      ])
    }
    const digest = digestOf(JSON.stringify({ ...item, notes: [] }))
    const first = byCode.get(item.code)
    if (first?.digest === digest)
      return { is: 'duplicate', ...note, reasons: [`repeats itemCode of row ${first.row}`] }
    if (first)
      return quarantine(
        [`itemCode already stands in row ${first.row}, with other content: ${first.item.name}`],
        true,
      )
    const accepted: AcceptedRow = { is: 'accepted', row, item, digest }
    byCode.set(item.code, accepted)
    return accepted
  })
}

function departmentNames(items: readonly ImportedItem[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>()
  for (const { departmentCode, department } of items) {
    const names = counts.get(departmentCode) ?? new Map<string, number>()
    counts.set(departmentCode, names.set(department, (names.get(department) ?? 0) + 1))
  }
  return new Map(
    [...counts].map(([code, names]) => [code, [...names].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '']),
  )
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const textIn = (value: unknown, field: string): string | null => {
  if (typeof value !== 'object' || value === null || !(field in value)) return null
  const found = (value as Record<string, unknown>)[field]
  return typeof found === 'string' ? found : null
}

const codeIn = (value: unknown): string | null => {
  const code = toCode(textIn(value, 'itemCode') ?? '')
  return code === '' || Buffer.byteLength(code) > 80 ? null : code
}
