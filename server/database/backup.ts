import fs from 'node:fs'
import nodePath from 'node:path'
import type { Database } from './database'
import { describeFile, filesBelow, manifestName, type Manifest } from './manifest'
import { appliedMigrations } from './migrate'
import { dumpMysql } from './mysql-dump'
import { openDatabase } from './open-database'
import { fileOf } from './sqlite/file-of'

/**
 * Takes a consistent backup of the database and the uploads while the server goes on working. The folder appears under
 * its name only when it is complete. The database is copied first: whatever it refers to is already among the uploads.
 * @param from an open database, or its address (SQLite is then opened beside its owner, for reading only)
 * @param keyIds ids of the keys in use; the keys themselves are never written
 * @param toFolder must not exist yet, or be empty
 */
export async function backup(
  from: Database | string,
  uploadsFolder: string,
  keyIds: readonly string[],
  toFolder: string,
): Promise<Manifest> {
  if (typeof from === 'string') {
    const database = await openDatabase(from, { readOnly: true })
    return backup(database, uploadsFolder, keyIds, toFolder).finally(() => database.close())
  }
  if (fs.existsSync(toFolder) && fs.readdirSync(toFolder).length) throw new Error(`${toFolder} is not empty.`)
  const unfinished = `${nodePath.resolve(toFolder)}.unfinished`
  fs.rmSync(unfinished, { recursive: true, force: true })
  fs.mkdirSync(nodePath.join(unfinished, 'database'), { recursive: true })

  const takenAt = new Date().toISOString()
  const migrations = await appliedMigrations(from)
  const file = fileOf(from)
  if (file) await file.copyBeside(nodePath.join(unfinished, sqliteCopy))
  else await dumpMysql(from, nodePath.join(unfinished, 'database'))
  const vanished = await copyFiles(uploadsFolder, nodePath.join(unfinished, 'uploads'))

  const files = []
  for (const path of filesBelow(unfinished)) files.push(await describeFile(unfinished, path))
  const { engine } = from
  const manifest: Manifest = {
    ...{ format: 'tongban-backup/1', takenAt, engine, migrations },
    ...{ keyIds: [...keyIds], vanished, files },
  }
  fs.writeFileSync(nodePath.join(unfinished, manifestName), `${JSON.stringify(manifest, null, 2)}\n`)
  fs.rmSync(toFolder, { recursive: true, force: true })
  fs.renameSync(unfinished, toFolder)
  return manifest
}

/** Where the SQLite copy lies in a backup. */
export const sqliteCopy = 'database/database.sqlite'

/** Copies every file; returns those that disappeared meanwhile. */
export async function copyFiles(from: string, to: string): Promise<string[]> {
  const vanished: string[] = []
  for (const path of filesBelow(from)) {
    const target = nodePath.join(to, path)
    fs.mkdirSync(nodePath.dirname(target), { recursive: true })
    try {
      await fs.promises.copyFile(nodePath.join(from, path), target)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      vanished.push(path)
    }
  }
  return vanished
}
