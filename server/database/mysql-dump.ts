import fs from 'node:fs'
import nodePath from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Connection, TypeCastField } from 'mysql2'
import type { Database } from './database'
import { run } from './mysql'

/** One table of a dump; its rows lie in `<name>.jsonl`, one JSON array a line, bytes as `{ b64 }`. */
export interface DumpedTable {
  name: string
  create: string
  columns: string[]
  rows: number
}

export type DumpedValue = string | null | { b64: string }

export const schemaName = 'schema.json'

/** Writes every table as it stood at one instant: `schema.json` and one file of JSON lines per table. */
export async function dumpMysql(database: Database, folder: string): Promise<void> {
  const pool = database.sequelize.connectionManager
  const connection = (await pool.getConnection({ type: 'read' })) as Connection
  try {
    await run(connection, 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
    await run(connection, 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY')
    const tables: DumpedTable[] = []
    for (const name of await tablesOf(connection)) tables.push(await dumpTable(connection, name, folder))
    await run(connection, 'COMMIT')
    fs.writeFileSync(nodePath.join(folder, schemaName), JSON.stringify(tables, null, 2))
    pool.releaseConnection(connection)
  } catch (error) {
    await pool.destroyConnection(connection)
    throw error
  }
}

export async function tablesOf(connection: Connection): Promise<string[]> {
  const rows = await run(connection, "SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'")
  return rows.map(row => String(Object.values(row)[0])).sort()
}

async function dumpTable(connection: Connection, name: string, folder: string): Promise<DumpedTable> {
  const [made] = await run(connection, 'SHOW CREATE TABLE ??', [name])
  const described = await run(
    connection,
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position`,
    [name],
  )
  const bytes = new Set(
    described
      .filter(({ type }) => /blob|binary|bit/i.test(String(type)))
      .map(column => String(column['name'])),
  )
  const typeCast = (field: TypeCastField): DumpedValue =>
    bytes.has(field.name) ? dumpBytes(field.buffer()) : field.string('utf8')
  const source = connection
    .query({ sql: 'SELECT * FROM ??', values: [name], rowsAsArray: true, typeCast })
    .stream()
  let rows = 0
  await pipeline(
    source,
    async function* (found: AsyncIterable<DumpedValue[]>) {
      for await (const row of found) {
        rows += 1
        yield `${JSON.stringify(row)}\n`
      }
    },
    fs.createWriteStream(nodePath.join(folder, `${name}.jsonl`)),
  )
  const create = String(made?.['Create Table'])
  return { name, create, columns: described.map(column => String(column['name'])), rows }
}

/** Identifiers are kept as bytes but are text: a dump that people can read is worth the check. */
function dumpBytes(value: Buffer | null): DumpedValue {
  if (value === null) return null
  const text = value.toString('utf8')
  return Buffer.from(text, 'utf8').equals(value) ? text : { b64: value.toString('base64') }
}

/** The rows of one dumped table, in order. */
export async function* readDump(file: string): AsyncGenerator<DumpedValue[]> {
  let rest = ''
  for await (const chunk of Readable.from(fs.createReadStream(file, 'utf8')) as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as DumpedValue[]
  }
}
