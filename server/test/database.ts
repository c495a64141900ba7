import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import nodePath from 'node:path'
import { createConnection } from 'mysql2/promise'
import { migrate, openDatabase, type Database, type Migration, type OpenOptions } from '../database'

export interface TestDatabase {
  database: Database
  url: string
  /** Closes the database and removes it. */
  dispose(): Promise<void>
}

/**
 * A fresh, empty database with the given migrations applied: SQLite in a folder of its own, or a schema of its own on
 * the MySQL server that TEST_DATABASE_URL names (`mysql://root@127.0.0.1:3306`). `server` says it for one database; '' is
 * SQLite.
 */
export async function createTestDatabase(
  migrations: readonly Migration[] = [],
  { server = process.env['TEST_DATABASE_URL'], ...options }: OpenOptions & { server?: string } = {},
): Promise<TestDatabase> {
  const place = server ? await mysqlPlace(server) : sqlitePlace()
  const database = await openDatabase(place.url, options)
  if (migrations.length) await migrate(database, migrations)
  return {
    database,
    url: place.url,
    dispose: async () => {
      await database.close()
      await place.remove()
    },
  }
}

function sqlitePlace() {
  const folder = fs.mkdtempSync(nodePath.join(os.tmpdir(), 'tongban-test-'))
  const remove = () => Promise.resolve(fs.rmSync(folder, { recursive: true, force: true }))
  return { url: `sqlite:${nodePath.join(folder, 'test.sqlite')}`, remove }
}

async function mysqlPlace(server: string) {
  const name = `tongban_test_${process.pid}_${randomBytes(6).toString('hex')}`
  const onServer = async (sql: string) => {
    const connection = await createConnection(server)
    await connection.query(sql)
    await connection.end()
  }
  await onServer(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, remove: () => onServer(`DROP DATABASE ${name}`) }
}
