import type { Database } from '../database'
import type { SqliteFile } from './file'

const files = new WeakMap<Database, SqliteFile>()

export const rememberFile = (database: Database, file: SqliteFile): void => void files.set(database, file)

/** The SQLite file behind a database; undefined on MySQL. */
export const fileOf = (database: Database): SqliteFile | undefined => files.get(database)
