import type { Connection } from 'mysql2'
import type { Database } from './database'
import { run } from './mysql'

const lines = new Map<string, Promise<unknown>>()
const waitS = 120

/** Runs work while nobody else migrates this database: in this process by a queue, among MySQL instances by GET_LOCK. */
export function alone<T>(database: Database, work: () => Promise<T>): Promise<T> {
  if (database.engine === 'mysql') return withServerLock(database, work)
  const before = lines.get(database.place) ?? Promise.resolve()
  const mine = before.then(work)
  const settled = mine.catch(() => undefined)
  lines.set(database.place, settled)
  void settled.then(() => lines.get(database.place) === settled && lines.delete(database.place))
  return mine
}

async function withServerLock<T>(database: Database, work: () => Promise<T>): Promise<T> {
  const pool = database.sequelize.connectionManager
  const connection = (await pool.getConnection({ type: 'write' })) as Connection
  try {
    // a lock's name is global to the server and 64 characters long at most
    const name = "CONCAT('tongban-migrate-', LEFT(SHA2(DATABASE(), 256), 32))"
    const [row] = await run(connection, `SELECT GET_LOCK(${name}, ${waitS}) AS got`)
    if (row?.['got'] !== 1) throw new Error(`Another instance has been migrating for more than ${waitS} s.`)
    try {
      return await work()
    } finally {
      await run(connection, `SELECT RELEASE_LOCK(${name})`)
    }
  } finally {
    pool.releaseConnection(connection)
  }
}
