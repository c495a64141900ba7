import type { Connection, ConnectionOptions, RowDataPacket, TypeCastField } from 'mysql2'
import type { Options } from 'sequelize'

const utf8 = (field: TypeCastField): string | null => field.string('utf8')

/** Identifiers are VARBINARY (exact to the byte) and come back as text; whole sums come back as numbers. */
const typeCast = (flags: 'model' | 'plain') => (field: TypeCastField, next: () => unknown) => {
  if (field.type === 'VAR_STRING' || field.type === 'STRING') return utf8(field)
  if (field.type === 'NEWDECIMAL') {
    const text = utf8(field)
    return text === null ? null : Number(text)
  }
  if (flags === 'model' && field.type === 'TINY' && field.length === 1) {
    const value = next()
    return value === 1 ? true : value === 0 ? false : value
  }
  return next()
}

export const plainValues = typeCast('plain')

/** mysql2 settings shared by Sequelize's pool and the backup: UTC, days as text, big integers exact. */
export function mysqlSettings(): ConnectionOptions {
  return {
    charset: 'utf8mb4',
    timezone: '+00:00',
    dateStrings: ['DATE'],
    supportBigNumbers: true,
    bigNumberStrings: false,
    maxPreparedStatements: 200,
    typeCast: typeCast('model'),
  }
}

export function parseMysqlUrl(url: string): Required<
  Pick<Options, 'host' | 'port' | 'username' | 'database'>
> & {
  password: string
  ssl: object | undefined
} {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const database = decodeURIComponent(pathname.slice(1))
  if (!database)
    throw new Error('A MySQL address needs a database name: mysql://user:password@host:port/name')
  return {
    host: hostname,
    port: port ? Number(port) : 3306,
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database,
    ssl:
      searchParams.get('tls') === 'required'
        ? { minVersion: 'TLSv1.2', rejectUnauthorized: true }
        : undefined,
  }
}

/** Settles a fresh connection: READ COMMITTED, strict values, bounded lock waits. */
export async function settleConnection(
  connection: Connection,
  lockWaitMs: number,
  readOnly: boolean,
): Promise<void> {
  await run(connection, 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED')
  await run(
    connection,
    `SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = ${Math.max(1, Math.ceil(lockWaitMs / 1000))}, ` +
      `sql_mode = 'STRICT_TRANS_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,` +
      `NO_ENGINE_SUBSTITUTION'`,
  )
  if (readOnly) await run(connection, 'SET SESSION TRANSACTION READ ONLY')
}

/** Rows of one statement on one connection, by the text protocol. */
export function run(connection: Connection, sql: string, values: unknown[] = []): Promise<RowDataPacket[]> {
  return new Promise((resolve, reject) => {
    connection.query<RowDataPacket[]>(sql, values, (error, rows) => (error ? reject(error) : resolve(rows)))
  })
}

/** What a server setting may cost, in sentences for the operator. */
export async function mysqlWarnings(connection: Connection): Promise<string[]> {
  const [row] = await run(connection, 'SELECT @@innodb_flush_log_at_trx_commit AS flushAtCommit')
  const flush = Number(row?.['flushAtCommit'])
  if (flush === 1) return []
  return [
    `innodb_flush_log_at_trx_commit is ${flush}, not 1: a power cut may lose writes we have already acknowledged.`,
  ]
}
