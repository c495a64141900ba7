import fs from 'node:fs'
import nodePath from 'node:path'
import type { Connection } from 'mysql2'
import type { Database } from './database'
import { run } from './mysql'
import { readDump, schemaName, tablesOf, type DumpedTable, type DumpedValue } from './mysql-dump'

const batchBytes = 512 * 1024

/**
 * Fills a MySQL schema from a dump. @param replace drops the tables that are there; otherwise there must be none
 * @throws Error when tables exist, or when a table ends up with another number of rows than was dumped
 */
export async function loadMysql(database: Database, folder: string, replace: boolean): Promise<void> {
  const pool = database.sequelize.connectionManager
  const connection = (await pool.getConnection({ type: 'write' })) as Connection
  try {
    const present = await tablesOf(connection)
    if (present.length && !replace)
      throw new Error(`${database.place} is not empty: it holds ${present.length} tables.`)
    await run(connection, 'SET SESSION foreign_key_checks = 0, unique_checks = 0')
    for (const name of present) await run(connection, 'DROP TABLE ??', [name])
    const tables = JSON.parse(fs.readFileSync(nodePath.join(folder, schemaName), 'utf8')) as DumpedTable[]
    for (const table of tables) await loadTable(connection, table, folder)
  } finally {
    // its session settings must not reach anybody else
    await pool.destroyConnection(connection)
  }
}

async function loadTable(connection: Connection, table: DumpedTable, folder: string): Promise<void> {
  await run(connection, table.create)
  let batch: (string | null | Buffer)[][] = []
  let bytes = 0
  const flush = async () => {
    if (batch.length)
      await run(connection, 'INSERT INTO ?? (??) VALUES ?', [table.name, table.columns, batch])
    batch = []
    bytes = 0
  }
  for await (const row of readDump(nodePath.join(folder, `${table.name}.jsonl`))) {
    batch.push(row.map(loadValue))
    bytes += row.reduce((sum, value) => sum + sizeOf(value), 0)
    if (bytes > batchBytes) await flush()
  }
  await flush()
  const [counted] = await run(connection, 'SELECT COUNT(*) AS count FROM ??', [table.name])
  const count = Number(counted?.['count'])
  if (count !== table.rows)
    throw new Error(`${table.name} holds ${count} rows after loading, not ${table.rows}.`)
}

const loadValue = (value: DumpedValue): string | null | Buffer =>
  value !== null && typeof value === 'object' ? Buffer.from(value.b64, 'base64') : value

const sizeOf = (value: DumpedValue): number =>
  value === null ? 4 : typeof value === 'string' ? value.length : value.b64.length
