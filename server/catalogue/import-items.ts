import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { systemClock, type Clock } from '../clock'
import { changeRows, insertRows, type Database } from '../database'
import { tagged } from '../vault'
import { readItemFile } from './read-item-file'
import { sortRows, type RowNote, type SortedRow } from './sort-rows'
import { storeRows, type Storing } from './store-rows'

const open = (...columns: string[]) => Object.fromEntries(columns.map(column => [column, 'L1' as const]))
tagged(
  'imported_items',
  open(
    'code',
    'name',
    'department',
    'department_code',
    'region_code',
    'kind',
    'notes',
    'digest',
    'changed_at',
  ),
)
tagged(
  'import_runs',
  open(
    'id',
    'source',
    'rows_read',
    'added',
    'changed',
    'unchanged',
    'duplicates',
    'quarantined',
    'started_at',
    'finished_at',
  ),
)
tagged(
  'import_quarantine',
  open('id', 'code', 'source', 'row_no', 'conflicting', 'run_id', 'first_at', 'settled_at'),
)
// a broken row may hold anything
tagged('import_quarantine', { content: 'L2', reasons: 'L2' })

export interface ImportServices {
  database: Database
  /** Takes one line at a time: how far a long import has come. */
  log(line: string): void
  clock?: Clock
}

/** What became of every row: rows = added + changed + unchanged + duplicates + quarantined. */
export interface ImportReport {
  runId: string
  source: string
  rows: number
  added: number
  unchanged: number
  /** Accepted before, now with other content; `from` and `to` are the names. */
  changed: { code: string; from: string; to: string }[]
  duplicates: RowNote[]
  quarantined: RowNote[]
  /** Odd but accepted: each remark and how many rows it is about. */
  remarks: { remark: string; rows: number }[]
}

const batchSize = 200

/**
 * Imports a published list of items (a JSON array). No row is lost: each is accepted, a duplicate, or quarantined with
 * its reasons. Importing the same file again changes nothing; items missing from the file stay. Written batch by batch:
 * a run that breaks off is completed by importing the same file again. Searchable at once, in every running server.
 * @throws ImportRefused when the file as a whole is no such list
 */
export async function importItems(services: ImportServices, file: string): Promise<ImportReport> {
  const rows = await readItemFile(file)
  return runImport(services, path.basename(file), sortRows(rows))
}

/** Stores sorted rows as one run. */
export async function runImport(
  { database, log, clock = systemClock }: ImportServices,
  source: string,
  rows: readonly SortedRow[],
): Promise<ImportReport> {
  const storing: Storing = { database, runId: randomBytes(16).toString('hex'), source, at: clock.now() }
  const report: ImportReport = {
    runId: storing.runId,
    source,
    rows: rows.length,
    added: 0,
    unchanged: 0,
    changed: [],
    duplicates: rows.filter(row => row.is === 'duplicate').map(noteOf),
    quarantined: rows.filter(row => row.is === 'quarantined').map(noteOf),
    remarks: remarksOn(rows),
  }
  await database.transaction(tx =>
    insertRows(
      database,
      'import_runs',
      [{ ...countsOf(report), id: storing.runId, source, started_at: storing.at, finished_at: null }],
      tx,
    ),
  )
  for (let at = 0; at < rows.length; at += batchSize) {
    const batch = rows.slice(at, at + batchSize)
    const stored = await database.transaction(tx => storeRows(storing, batch, tx))
    report.added += stored.added
    report.unchanged += stored.unchanged
    report.changed.push(...stored.changed)
    const done = at + batch.length
    if (done < rows.length) log(`${done} of ${rows.length} rows`)
  }
  const counts = countsOf(report)
  await database.transaction(tx =>
    changeRows(
      database,
      `UPDATE import_runs SET ${Object.keys(counts)
        .map(name => `${name} = ?`)
        .join(', ')}, finished_at = ? WHERE id = ?`,
      [...Object.values(counts), clock.now(), storing.runId],
      tx,
    ),
  )
  return report
}

const countsOf = ({ rows, added, changed, unchanged, duplicates, quarantined }: ImportReport) => ({
  rows_read: rows,
  added,
  changed: changed.length,
  unchanged,
  duplicates: duplicates.length,
  quarantined: quarantined.length,
})

const noteOf = ({ row, code, name, reasons }: RowNote): RowNote => ({ row, code, name, reasons })

function remarksOn(rows: readonly SortedRow[]): ImportReport['remarks'] {
  const counts = new Map<string, number>()
  for (const row of rows) {
    if (row.is !== 'accepted') continue
    for (const note of row.item.notes) counts.set(note, (counts.get(note) ?? 0) + 1)
  }
  return [...counts].map(([remark, count]) => ({ remark, rows: count })).sort((a, b) => b.rows - a.rows)
}
