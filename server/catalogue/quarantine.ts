import { changeRows, type Database } from '../database'
import { systemClock } from '../clock'
import { runImport, type ImportReport, type ImportServices } from './import-items'
import { sortRows, type RowNote, type SortedRow } from './sort-rows'

export interface QuarantineEntry extends RowNote {
  id: string
  source: string
  /** The row as it came, JSON. */
  content: string
  firstAt: Date
}

interface Row {
  id: string
  code: string | null
  source: string
  row_no: number
  content: string
  reasons: string
  first_at: Date
}

/** Rows that still wait for somebody, by file and row. */
export async function listQuarantine(database: Database): Promise<QuarantineEntry[]> {
  const rows = await database.read<Row>(
    'SELECT id, code, source, row_no, content, reasons, first_at FROM import_quarantine WHERE settled_at IS NULL ORDER BY row_no, id',
    [],
  )
  return rows
    .map(({ id, code, source, row_no, content, reasons, first_at }) => ({
      id,
      code,
      source,
      row: row_no,
      name: nameIn(content),
      content,
      reasons: JSON.parse(reasons) as string[],
      firstAt: first_at,
    }))
    .sort((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : a.row - b.row))
}

/**
 * Checks every waiting row again, by the rules as they are now. What passes is accepted; a row whose code belongs to
 * an accepted item with other content stays. Rows keep the numbers they had in
 * their files.
 */
export async function recheckQuarantine(services: ImportServices): Promise<ImportReport> {
  const { database, clock = systemClock } = services
  const waiting = await listQuarantine(database)
  const [departments, items] = await Promise.all([
    database.read<{ department_code: string; department: string }>(
      // the name most items give it comes last and stays
      'SELECT department_code, department, COUNT(*) AS items FROM imported_items GROUP BY department_code, department ORDER BY items',
      [],
    ),
    database.read<{ code: string; name: string; digest: string }>(
      'SELECT code, name, digest FROM imported_items',
      [],
    ),
  ])
  const known = new Map(departments.map(row => [row.department_code, row.department]))
  const held = new Map(items.map(item => [item.code, item]))
  const sorted = sortRows(
    waiting.map(({ content }) => JSON.parse(content) as unknown),
    known,
  ).map((row, at): SortedRow => {
    const entry = waiting[at]
    if (!entry || row.is !== 'accepted') return { ...row, row: entry?.row ?? row.row }
    const holder = held.get(row.item.code)
    if (!holder || holder.digest === row.digest) return { ...row, row: entry.row }
    const reasons = [`itemCode belongs to ${holder.name} already`]
    return { ...entry, is: 'quarantined', conflicting: true, reasons }
  })
  const report = await runImport(services, 'quarantine', sorted)
  const settled = waiting.filter((_, at) => sorted[at]?.is !== 'quarantined').map(({ id }) => id)
  await database.transaction(async tx => {
    for (const id of settled) {
      await changeRows(
        database,
        'UPDATE import_quarantine SET settled_at = ? WHERE id = ?',
        [clock.now(), id],
        tx,
      )
    }
  })
  return report
}

const nameIn = (content: string): string | null => {
  const value: unknown = JSON.parse(content)
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
    ? value.name
    : null
}
