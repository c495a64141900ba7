import type { Sequelize, Transaction } from 'sequelize'

export type Engine = 'sqlite' | 'mysql'

/** What a hot read may bind. An instant is compared in the form its engine stores it. */
export type Parameter = string | number | null | Date

/** One open database: the only way in which rooms reach SQL. */
export interface Database {
  readonly engine: Engine
  readonly sequelize: Sequelize
  /** Where the database lives, without credentials: a file path, or host:port/name. */
  readonly place: string
  /** What an operator should know at start, one sentence each; empty when all is well. */
  readonly warnings: readonly string[]
  /**
   * Runs work in one transaction: commits when it resolves, rolls back when it throws. Inside it, a write that does
   * not carry the transaction is refused at once (TransactionMissing), and so is a second transaction.
   * SQLite runs transactions one after another; MySQL runs them side by side at READ COMMITTED.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /**
   * A hot read on a prepared statement with `?` placeholders. Rows are plain and alike on both engines: strings,
   * numbers (flags are 0 and 1), null, Date for instants, Buffer for bytes, parsed values for json columns.
   */
  read<Row>(sql: string, parameters: readonly Parameter[], tx?: Transaction): Promise<Row[]>
  /** Hears every SQL statement, without bound values; returns the function that stops listening. */
  onStatement(listen: (sql: string) => void): () => void
  /** Waits for nothing: call it when the work is done. Closing twice is harmless. */
  close(): Promise<void>
}
