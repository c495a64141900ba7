import { QueryTypes, type Transaction } from 'sequelize'
import type { Database, Parameter } from './database'
import { storedValue } from './stored-value'

type Value = Parameter | boolean
type Row = Record<string, Value>

const stored = ({ sequelize }: Database, value: Value) =>
  typeof value === 'boolean' ? Number(value) : storedValue(sequelize, value)

/** Inserts plain rows in one statement, within a transaction. Values are bound, never built into SQL by the caller. */
export async function insertRows(
  database: Database,
  table: string,
  rows: Row[],
  tx: Transaction,
): Promise<void> {
  if (rows.length === 0) return
  const names = Object.keys(rows[0] ?? {})
  const marks = `(${names.map(() => '?').join(', ')})`
  await database.sequelize.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES ${rows.map(() => marks).join(', ')}`,
    {
      replacements: rows.flatMap(row => names.map(name => stored(database, row[name] ?? null))),
      transaction: tx,
      type: QueryTypes.INSERT,
    },
  )
}

/** Runs one UPDATE or DELETE with `?` placeholders. @returns how many rows it matched */
export async function changeRows(
  database: Database,
  sql: string,
  parameters: readonly Value[],
  tx?: Transaction,
): Promise<number> {
  const affected: unknown = await database.sequelize.query(sql, {
    replacements: parameters.map(value => stored(database, value)),
    ...(tx && { transaction: tx }),
    type: QueryTypes.BULKUPDATE,
  })
  return Number(affected)
}

/**
 * Adds one to the counter `id`, which begins at one, atomically: parallel calls get different numbers.
 * The table has the columns id, used and ends_at. One statement.
 */
export async function countUp(
  database: Database,
  table: string,
  id: string,
  endsAt: Date,
  tx?: Transaction,
): Promise<number> {
  const insert = `INSERT INTO ${table} (id, used, ends_at) VALUES (?, 1, ?)`
  const options = { replacements: [id, stored(database, endsAt)], ...(tx && { transaction: tx }) }
  if (database.engine === 'sqlite') {
    const rows = await database.sequelize.query<{ used: number }>(
      `${insert} ON CONFLICT (id) DO UPDATE SET used = used + 1 RETURNING used`,
      { ...options, type: QueryTypes.SELECT },
    )
    return Number(rows[0]?.used)
  }
  // LAST_INSERT_ID(expression) hands the new value back with the same statement; 0 = the row was just made.
  const [last] = await database.sequelize.query(
    `${insert} ON DUPLICATE KEY UPDATE used = LAST_INSERT_ID(used + 1)`,
    { ...options, type: QueryTypes.INSERT },
  )
  return Number(last) || 1
}
