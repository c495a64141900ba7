import type { Connection, RowDataPacket } from 'mysql2'
import type { Sequelize, Transaction } from 'sequelize'
import type { Database, Parameter } from './database'
import { plainValues } from './mysql'
import type { SqliteConnection } from './sqlite/driver'
import type { SqliteFile } from './sqlite/file'
import { classify } from './sqlite/classify'
import { storeInstant } from './sqlite/values'

/** A transaction knows its connection; Sequelize's types keep that to themselves. */
function connectionOf<C>(tx: Transaction): C {
  const { connection, finished } = tx as unknown as { connection: C; finished?: string }
  // the connection may already serve somebody else
  if (finished) throw new Error(`This transaction is over (${finished}): nothing can be read in it any more.`)
  return connection
}

const refuseWrites = (sql: string): void => {
  if (classify(sql) !== 'read')
    throw new Error('read() only reads; write through a model or sequelize.query().')
}

type Tell = (sql: string) => void

/** Hot reads on SQLite: at once, on a prepared statement of the reading connection or of the transaction. */
export function sqliteReader(file: SqliteFile, tell: Tell): Database['read'] {
  return async <Row>(sql: string, parameters: readonly Parameter[], tx?: Transaction) => {
    refuseWrites(sql)
    tell(sql)
    const handle = tx ? connectionOf<SqliteConnection>(tx).handle : file.reader
    const bound = parameters.map(value => (value instanceof Date ? storeInstant(value) : value))
    return handle.execute(sql, bound, 'plain').rows as Row[]
  }
}

/** Sequelize's pool of reading connections listens to this word alone; its types name another. */
const forReading = { type: 'SELECT' } as unknown as { type: 'read' }

/** Hot reads on MySQL: a prepared statement on a pooled connection, past Sequelize's query building. */
export function mysqlReader(sequelize: Sequelize, tell: Tell): Database['read'] {
  const pool = sequelize.connectionManager
  return async <Row>(sql: string, parameters: readonly Parameter[], tx?: Transaction) => {
    refuseWrites(sql)
    tell(sql)
    if (tx) return execute<Row>(connectionOf<Connection>(tx), sql, parameters)
    const connection = (await pool.getConnection(forReading)) as Connection
    try {
      return await execute<Row>(connection, sql, parameters)
    } finally {
      pool.releaseConnection(connection)
    }
  }
}

function execute<Row>(connection: Connection, sql: string, parameters: readonly Parameter[]): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    connection.execute<RowDataPacket[]>(
      { sql, values: [...parameters], typeCast: plainValues },
      (error, rows) => (error ? reject(error) : resolve(rows as unknown as Row[])),
    )
  })
}
