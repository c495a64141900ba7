import { DatabaseSync } from '@photostructure/sqlite'
import { readersOf, type Shape } from './values'
import { translateError } from './errors'

export type SqliteParameter = null | number | bigint | string | Uint8Array
export type SqliteParameters = readonly SqliteParameter[] | Readonly<Record<string, SqliteParameter>>

export interface SqliteResult {
  rows: Record<string, unknown>[]
  lastId: number
  changes: number
}

type Native = InstanceType<typeof DatabaseSync>
type Prepared = ReturnType<Native['prepare']>

const cachedStatements = 300
const busyTimeoutMs = 2_000

/** One native connection with its settings made and its prepared statements kept. */
export class SqliteHandle {
  readonly native: Native
  readonly #prepared = new Map<string, Prepared>()

  constructor(path: string, readOnly: boolean) {
    this.native = new DatabaseSync(path, {
      readOnly,
      timeout: busyTimeoutMs,
      enableForeignKeyConstraints: true,
    })
    // settings are per connection; FULL because an acknowledged write must survive a power cut
    if (!readOnly)
      this.native.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY')
  }

  /** Runs one statement to its end. @throws the driver's error with the code Sequelize expects */
  execute(sql: string, parameters: SqliteParameters, shape: Shape): SqliteResult {
    try {
      const statement = this.#prepare(sql, parameters)
      const bound = Array.isArray(parameters)
        ? parameters
        : Object.keys(parameters).length
          ? [parameters]
          : []
      const columns = statement.columns()
      if (!columns.length) {
        const done = statement.run(...bound)
        return { rows: [], lastId: Number(done.lastInsertRowid), changes: Number(done.changes) }
      }
      const readers = readersOf(columns, shape)
      const rows = statement.all(...bound).map((found: Record<string, unknown>) => {
        const row = { ...found }
        for (const { name, read } of readers) row[name] = read(row[name])
        return row
      })
      return { rows, lastId: 0, changes: 0 }
    } catch (error) {
      throw translateError(error)
    }
  }

  /** Sequelize writes values into its SELECTs: keeping those statements would only fill memory. */
  #prepare(sql: string, parameters: SqliteParameters): Prepared {
    const known = this.#prepared.get(sql)
    if (known) return known
    const statement = this.native.prepare(sql)
    if (!Object.keys(parameters).length) return statement
    if (this.#prepared.size >= cachedStatements) {
      const oldest = this.#prepared.keys().next()
      if (!oldest.done) this.#prepared.delete(oldest.value)
    }
    this.#prepared.set(sql, statement)
    return statement
  }

  close(): void {
    this.#prepared.clear()
    if (this.native.isOpen) this.native.close()
  }
}
