import { DatabaseSync } from '@photostructure/sqlite'
import { readersOf, type ColumnReader, type Shape } from './values'
import { translateError } from './errors'

export type SqliteParameter = null | number | bigint | string | Uint8Array
export type SqliteParameters = readonly SqliteParameter[] | Readonly<Record<string, SqliteParameter>>

export interface SqliteResult {
  rows: Record<string, unknown>[]
  lastId: number
  changes: number
}

type Native = InstanceType<typeof DatabaseSync>

interface Prepared {
  statement: ReturnType<Native['prepare']>
  /** How each column is read; undefined when the statement returns no rows. */
  readers: Record<Shape, ColumnReader[]> | undefined
}

/** How often the tables of a file have been changed; shared by all its connections. */
export interface SchemaAge {
  changes: number
}

const changesSchema = /^\s*(?:create|alter|drop)\b/i

const cachedStatements = 300
const busyTimeoutMs = 2_000

/** One native connection with its settings made and its prepared statements kept. */
export class SqliteHandle {
  readonly native: Native
  readonly #prepared = new Map<string, Prepared>()
  #preparedAt: number
  #changedSchema = false

  constructor(
    path: string,
    readOnly: boolean,
    private readonly schema: SchemaAge = { changes: 0 },
  ) {
    this.#preparedAt = schema.changes
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
      const { statement, readers } = this.#prepare(sql, parameters, shape)
      const bound = boundTo(parameters)
      if (!readers) {
        const done = statement.run(...bound)
        this.#noteSchemaChange(sql)
        return { rows: [], lastId: Number(done.lastInsertRowid), changes: Number(done.changes) }
      }
      const rows = statement.all(...bound).map((found: Record<string, unknown>) => {
        const row = { ...found }
        for (const { name, read } of readers[shape]) row[name] = read(row[name])
        return row
      })
      return { rows, lastId: 0, changes: 0 }
    } catch (error) {
      throw translateError(error)
    }
  }

  /** Others see changed tables only once the change is committed, so it counts twice: now for us, then for them. */
  #noteSchemaChange(sql: string): void {
    if (changesSchema.test(sql)) this.#changedSchema = true
    else if (!this.#changedSchema || this.native.isTransaction) return
    this.schema.changes += 1
    this.#changedSchema = this.native.isTransaction
  }

  #prepare(sql: string, parameters: SqliteParameters, shape: Shape): Prepared {
    if (this.#preparedAt !== this.schema.changes) {
      this.#prepared.clear()
      this.#preparedAt = this.schema.changes
      // a connection notices changed tables only when it reads; until then it would describe the old columns
      this.native.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').all()
    }
    const known = this.#prepared.get(sql)
    if (known) return known
    const statement = this.native.prepare(sql)
    const columns = statement.columns()
    const readers = columns.length
      ? { model: readersOf(columns, 'model'), plain: readersOf(columns, 'plain') }
      : undefined
    const prepared = { statement, readers }
    // Sequelize writes values into its SELECTs: keeping those statements would only fill memory
    if (shape === 'plain' || Object.keys(parameters).length) this.#keep(sql, prepared)
    return prepared
  }

  #keep(sql: string, prepared: Prepared): void {
    if (this.#prepared.size >= cachedStatements) {
      const oldest = this.#prepared.keys().next()
      if (!oldest.done) this.#prepared.delete(oldest.value)
    }
    this.#prepared.set(sql, prepared)
  }

  close(): void {
    this.#prepared.clear()
    if (this.native.isOpen) this.native.close()
  }
}

function boundTo(
  parameters: SqliteParameters,
): (SqliteParameter | Readonly<Record<string, SqliteParameter>>)[] {
  if (isList(parameters)) return [...parameters]
  return Object.keys(parameters).length ? [parameters] : []
}

const isList = (parameters: SqliteParameters): parameters is readonly SqliteParameter[] =>
  Array.isArray(parameters)
