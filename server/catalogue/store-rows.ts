import type { Transaction } from 'sequelize'
import { changeRows, insertRows, type Database } from '../database'
import type { AcceptedRow, QuarantinedRow, SortedRow } from './sort-rows'

export interface Storing {
  database: Database
  runId: string
  source: string
  at: Date
}

export interface Stored {
  added: number
  unchanged: number
  changed: { code: string; from: string; to: string }[]
}

/** Writes one batch within a transaction; writing it again changes nothing. */
export async function storeRows(
  storing: Storing,
  rows: readonly SortedRow[],
  tx: Transaction,
): Promise<Stored> {
  const stored = await storeAccepted(
    storing,
    rows.filter(row => row.is === 'accepted'),
    tx,
  )
  await storeQuarantined(
    storing,
    rows.filter(row => row.is === 'quarantined'),
    tx,
  )
  return stored
}

const marks = (list: readonly unknown[]): string => list.map(() => '?').join(', ')

async function storeAccepted(
  { database, runId, at }: Storing,
  rows: readonly AcceptedRow[],
  tx: Transaction,
): Promise<Stored> {
  if (rows.length === 0) return { added: 0, unchanged: 0, changed: [] }
  const codes = rows.map(({ item }) => item.code)
  const found = await database.read<{ code: string; name: string; digest: string }>(
    `SELECT code, name, digest FROM imported_items WHERE code IN (${marks(codes)})`,
    codes,
    tx,
  )
  const before = new Map(found.map(row => [row.code, row]))
  const fresh = rows.filter(({ item }) => !before.has(item.code))
  const changed = rows.filter(({ item, digest }) => (before.get(item.code)?.digest ?? digest) !== digest)
  await insertRows(
    database,
    'imported_items',
    fresh.map(row => ({ code: row.item.code, ...columnsOf(row), changed_at: at })),
    tx,
  )
  for (const row of changed) {
    const columns = { ...columnsOf(row), changed_at: at }
    const setting = Object.keys(columns).map(name => `${name} = ?`)
    await changeRows(
      database,
      `UPDATE imported_items SET ${setting.join(', ')} WHERE code = ?`,
      [...Object.values(columns), row.item.code],
      tx,
    )
  }
  // what could not be accepted once and now is, needs nobody's attention any more
  await changeRows(
    database,
    `UPDATE import_quarantine SET settled_at = ? WHERE settled_at IS NULL AND conflicting = ? AND run_id <> ? AND code IN (${marks(codes)})`,
    [at, false, runId, ...codes],
    tx,
  )
  return {
    added: fresh.length,
    unchanged: rows.length - fresh.length - changed.length,
    changed: changed.map(({ item }) => ({
      code: item.code,
      from: before.get(item.code)?.name ?? '',
      to: item.name,
    })),
  }
}

const columnsOf = ({ item, digest }: AcceptedRow) => ({
  name: item.name,
  department: item.department,
  department_code: item.departmentCode,
  region_code: item.regionCode,
  kind: item.kind,
  notes: JSON.stringify(item.notes),
  digest,
})

async function storeQuarantined(
  { database, runId, source, at }: Storing,
  rows: readonly QuarantinedRow[],
  tx: Transaction,
): Promise<void> {
  if (rows.length === 0) return
  const found = await database.read<{ id: string }>(
    `SELECT id FROM import_quarantine WHERE id IN (${marks(rows)})`,
    rows.map(({ id }) => id),
    tx,
  )
  const known = new Set(found.map(({ id }) => id))
  await insertRows(
    database,
    'import_quarantine',
    rows
      .filter(({ id }) => !known.has(id))
      .map(({ id, code, row, content, conflicting, reasons }) => ({
        id,
        code,
        source,
        row_no: row,
        content,
        conflicting,
        reasons: JSON.stringify(reasons),
        run_id: runId,
        first_at: at,
        settled_at: null,
      })),
    tx,
  )
  for (const { id, conflicting, reasons } of rows.filter(each => known.has(each.id))) {
    await changeRows(
      database,
      'UPDATE import_quarantine SET conflicting = ?, reasons = ?, run_id = ?, settled_at = NULL WHERE id = ?',
      [conflicting, JSON.stringify(reasons), runId, id],
      tx,
    )
  }
}
