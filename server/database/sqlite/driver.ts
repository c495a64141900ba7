import { classify } from './classify'
import type { SqliteFile } from './file'
import type { SqliteHandle, SqliteParameter, SqliteParameters, SqliteResult } from './handle'

type Done = (this: Statement, error: Error | null, rows?: Record<string, unknown>[]) => void
type Given = readonly unknown[] | Readonly<Record<string, unknown>>

/** What Sequelize reads after a write; it looks for this class by name. */
class Statement {
  constructor(
    readonly lastID: number,
    readonly changes: number,
  ) {}
}

/** How Sequelize asks for column types. We type every value by its own column, so the answer is not needed. */
const typeLookup = /^PRAGMA table_info\(`/

const bindable = (value: unknown): SqliteParameter => {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  return value as SqliteParameter
}
const bindAll = (given: Given): SqliteParameters =>
  Array.isArray(given)
    ? given.map(bindable)
    : Object.fromEntries(Object.entries(given).map(([name, value]) => [name, bindable(value)]))

/** One connection as Sequelize's sqlite dialect expects it: callbacks outside, promises and the write gate inside. */
export class SqliteConnection {
  readonly filename: string
  uuid: string | undefined
  #handle: SqliteHandle | undefined
  #endTurn: (() => void) | undefined

  constructor(
    private readonly file: SqliteFile,
    private readonly gateTimeoutMs: number,
    opened: (error: Error | null) => void,
  ) {
    this.filename = file.path
    let failed: Error | null = null
    try {
      this.#handle = file.borrow()
    } catch (error) {
      failed = error instanceof Error ? error : new Error(String(error))
    }
    setImmediate(() => opened(failed))
  }

  get handle(): SqliteHandle {
    if (!this.#handle) throw new Error('This database connection is closed.')
    return this.#handle
  }

  run(sql: string, given: Given, done?: Done): this {
    return this.all(sql, given, done)
  }

  all(sql: string, given: Given | Done, done?: Done): this {
    const answer = typeof given === 'function' ? given : done
    const settle = (error: Error | null, result?: SqliteResult) =>
      // a turn of the event loop between statements lets requests breathe beside a long batch
      setImmediate(() =>
        answer?.call(new Statement(result?.lastId ?? 0, result?.changes ?? 0), error, result?.rows),
      )
    if (typeLookup.test(sql)) settle(null, { rows: [], lastId: 0, changes: 0 })
    else
      this.#perform(sql, typeof given === 'function' ? [] : given).then(
        result => settle(null, result),
        settle,
      )
    return this
  }

  serialize(work: () => void): void {
    work()
  }

  close(closed?: (error: Error | null) => void): void {
    const handle = this.#handle
    this.#handle = undefined
    if (handle) this.file.giveBack(handle)
    this.#leave()
    if (closed) setImmediate(() => closed(null))
  }

  async #perform(sql: string, given: Given): Promise<SqliteResult> {
    const kind = classify(sql)
    if (kind === 'read') return this.#execute(sql, given)
    if (kind === 'begin') return this.#begin()
    if (kind === 'commit' || kind === 'rollback') return this.#end(sql, kind)
    if (this.#endTurn) {
      if (!this.handle.native.isTransaction)
        throw new Error('SQLite has already rolled this transaction back.')
      return this.#execute(sql, given)
    }
    const endTurn = await this.file.gate.enter(this.gateTimeoutMs)
    try {
      return this.#execute(sql, given)
    } finally {
      endTurn()
    }
  }

  #execute(sql: string, given: Given): SqliteResult {
    return this.handle.execute(sql, bindAll(given), 'model')
  }

  async #begin(): Promise<SqliteResult> {
    this.#endTurn = await this.file.gate.enter(this.gateTimeoutMs)
    try {
      return this.#execute('BEGIN IMMEDIATE', [])
    } catch (error) {
      this.#leave()
      throw error
    }
  }

  /** Whatever happens, the transaction is over afterwards and the gate is free. */
  #end(sql: string, kind: 'commit' | 'rollback'): SqliteResult {
    const { native } = this.handle
    try {
      if (kind === 'rollback' && !native.isTransaction) return { rows: [], lastId: 0, changes: 0 }
      return this.#execute(sql, [])
    } finally {
      if (native.isTransaction) native.exec('ROLLBACK')
      this.#leave()
    }
  }

  #leave(): void {
    this.#endTurn?.()
    this.#endTurn = undefined
  }
}

/** The `dialectModule` that stands in for the sqlite3 package. */
export function sqliteDialect(file: SqliteFile, gateTimeoutMs: number): object {
  class Database extends SqliteConnection {
    constructor(_path: string, _mode: number, opened: (error: Error | null) => void) {
      super(file, gateTimeoutMs, opened)
    }
  }
  return { Database, OPEN_READONLY: 1, OPEN_READWRITE: 2, OPEN_CREATE: 4 }
}
