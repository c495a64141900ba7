import type { Connection } from 'mysql2'
import { Sequelize, type ModelAttributeColumnOptions, type Options } from 'sequelize'
import type { Database } from './database'
import { keepMilliseconds } from './exact-instants'
import { mysqlSettings, mysqlWarnings, parseMysqlUrl, settleConnection } from './mysql'
import { mysqlReader, sqliteReader } from './read'
import { sqliteDialect } from './sqlite/driver'
import { SqliteFile } from './sqlite/file'
import { rememberFile } from './sqlite/file-of'
import { guardWrites, inTransaction } from './transaction'

export interface OpenOptions {
  /** Connections to MySQL at most. */
  poolSize?: number
  /** How long a write may wait for its turn (SQLite gate, MySQL row lock or pool). */
  gateTimeoutMs?: number
  /** For reading tools beside a running server: opens without claiming the SQLite file, and refuses writes. */
  readOnly?: boolean
}

const common = {
  timezone: '+00:00',
  // one try: waiting belongs to the gate, and a repeated statement would hide the first failure
  retry: { max: 1 },
  define: { timestamps: false, freezeTableName: true, underscored: true },
} satisfies Options

/**
 * Opens a database by its address: `sqlite:PATH` or `mysql://user:password@host:port/name` (`?tls=required`).
 * @throws FileOwnedElsewhere when another process has the SQLite file; the driver's error when MySQL does not answer
 */
export async function openDatabase(url: string, options: OpenOptions = {}): Promise<Database> {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length), options)
  if (url.startsWith('mysql:')) return openMysql(url, options)
  throw new Error('A database address starts with sqlite: or mysql:')
}

async function openSqlite(
  path: string,
  { gateTimeoutMs = 10_000, readOnly = false }: OpenOptions,
): Promise<Database> {
  const file = SqliteFile.open(path, readOnly)
  const { tell, onStatement, logging } = listeners()
  const sequelize = new Sequelize({
    ...common,
    dialect: 'sqlite',
    storage: file.path,
    dialectModule: sqliteDialect(file, gateTimeoutMs),
    // the driver settles every connection itself
    ...{ foreignKeys: false },
    logging,
  })
  guardWrites(sequelize)
  keepColumnsApart(sequelize)
  const manager = sequelize.connectionManager
  // after a failed COMMIT Sequelize destroys the connection in a pool that SQLite does not use
  manager.destroyConnection = connection => Promise.resolve(manager.releaseConnection(connection))
  const database: Database = {
    engine: 'sqlite',
    sequelize,
    place: file.path,
    warnings: [],
    transaction: work => inTransaction(sequelize, work),
    read: sqliteReader(file, tell),
    onStatement,
    close: once(async () => {
      await sequelize.close()
      file.close()
    }),
  }
  rememberFile(database, file)
  try {
    await database.read('SELECT 1', [])
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

async function openMysql(url: string, options: OpenOptions): Promise<Database> {
  const { poolSize = 10, gateTimeoutMs = 10_000, readOnly = false } = options
  const { ssl, ...address } = parseMysqlUrl(url)
  const { tell, onStatement, logging } = listeners()
  const sequelize = new Sequelize({
    ...common,
    ...address,
    dialect: 'mysql',
    dialectOptions: { ...mysqlSettings(), ...(ssl && { ssl }), flags: [] },
    // a migration holds the lock on one connection and works on another
    // Reads outside a transaction have connections of their own: a transaction that waits for such a read while all
    // others do the same would otherwise wait for ever.
    replication: { write: {}, read: [{}] },
    pool: { max: Math.max(2, poolSize), min: 0, acquire: gateTimeoutMs, idle: 60_000 },
    hooks: {
      afterConnect: connection => settleConnection(connection as Connection, gateTimeoutMs, readOnly),
    },
    logging,
  })
  keepMilliseconds(sequelize)
  guardWrites(sequelize)
  keepColumnsApart(sequelize)
  const close = once(() => sequelize.close())
  try {
    const connection = (await sequelize.connectionManager.getConnection({ type: 'read' })) as Connection
    const warnings = await mysqlWarnings(connection)
    sequelize.connectionManager.releaseConnection(connection)
    return {
      engine: 'mysql',
      sequelize,
      place: `${address.host}:${address.port}/${address.database}`,
      warnings,
      transaction: work => inTransaction(sequelize, work),
      read: mysqlReader(sequelize, tell),
      onStatement,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * Sequelize writes its dialect's types into the very columns a model is defined with. Every database gets columns of its
 * own, so that one process may hold databases of both engines.
 */
function keepColumnsApart(sequelize: Sequelize): void {
  sequelize.addHook('beforeDefine', columns => {
    for (const [name, column] of Object.entries(columns)) {
      if (isPlain(column)) columns[name] = { ...column }
    }
  })
}

const isPlain = (column: unknown): column is ModelAttributeColumnOptions =>
  typeof column === 'object' && column !== null && Object.getPrototypeOf(column) === Object.prototype

function listeners() {
  const listening = new Set<(sql: string) => void>()
  const tell = (sql: string) => {
    for (const listen of listening) listen(sql)
  }
  return {
    tell,
    onStatement: (listen: (sql: string) => void) => {
      listening.add(listen)
      return () => void listening.delete(listen)
    },
    logging: (line: string) => {
      if (listening.size) tell(line.replace(/^Executing \([^)]*\): /, ''))
    },
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => (done ??= work())
}
