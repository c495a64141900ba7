import type { Transaction } from 'sequelize'
import type { Database } from '../database'
import { genesis, type AuditRow, type Head } from './chain'

const FIELDS = [
  'chain',
  'seq',
  'recorded_at',
  'actor_kind',
  'actor_id',
  'action',
  'object_kind',
  'object_id',
  'detail',
  'prev_hash',
  'hash',
  'seal',
] as const satisfies readonly (keyof AuditRow)[]

/** Inserts all rows with one statement. */
export async function insertRows(
  database: Database,
  rows: readonly AuditRow[],
  tx: Transaction,
): Promise<void> {
  // SQLite searches a list for every numbered parameter: thousands of them take quadratic time, so many rows go inline.
  const inline = rows.length > 50
  const values = rows.flatMap(row => FIELDS.map(field => row[field]))
  const marks = rows.map((_, row) =>
    FIELDS.map((_, nth) => (inline ? '?' : `$${row * FIELDS.length + nth + 1}`)),
  )
  await database.sequelize.query(
    `INSERT INTO audit_rows (${FIELDS.join(', ')}) VALUES ${marks.map(mark => `(${mark.join(', ')})`).join(', ')}`,
    { ...(inline ? { replacements: values } : { bind: values }), transaction: tx },
  )
}

/** The last committed link of one chain. */
export async function readHead(database: Database, chain: string, tx: Transaction): Promise<Head> {
  const [head] = await database.read<Head>(
    'SELECT seq, hash FROM audit_rows WHERE chain = ? ORDER BY seq DESC LIMIT 1',
    [chain],
    tx,
  )
  return head ?? genesis
}

/** Where one chain stands. */
export interface ChainHead extends Head {
  chain: string
}

/** The heads of all chains, by chain. One small query a chain: it never walks the rows. */
export async function readHeads(database: Database, tx: Transaction): Promise<ChainHead[]> {
  const heads: ChainHead[] = []
  for (;;) {
    const [next] = await database.read<ChainHead>(
      `SELECT chain, seq, hash FROM audit_rows
        WHERE chain = (SELECT MIN(chain) FROM audit_rows WHERE chain > ?) ORDER BY seq DESC LIMIT 1`,
      [heads.at(-1)?.chain ?? ''],
      tx,
    )
    if (!next) return heads
    heads.push(next)
  }
}

/** Every chain that has rows, in order. */
export async function readChains(database: Database): Promise<string[]> {
  const rows = await database.read<{ chain: string }>(
    'SELECT DISTINCT chain FROM audit_rows ORDER BY chain',
    [],
  )
  return rows.map(({ chain }) => chain)
}

const PAGE = 2_000

/** The rows of one chain in order, page by page. */
export async function* readRows(database: Database, chain: string): AsyncGenerator<AuditRow[]> {
  let after = -2_147_483_648
  for (;;) {
    const page = await database.read<AuditRow>(
      `SELECT ${FIELDS.join(', ')} FROM audit_rows WHERE chain = ? AND seq > ? ORDER BY seq LIMIT ${PAGE}`,
      [chain, after],
    )
    yield page
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    after = last.seq
  }
}
