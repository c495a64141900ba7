import fs from 'node:fs'
import nodePath from 'node:path'
import { copyFiles, sqliteCopy } from './backup'
import { checkManifest, filesBelow, type Manifest } from './manifest'
import { loadMysql } from './mysql-load'
import { openDatabase } from './open-database'
import { resolveFile } from './sqlite/file'
import { SqliteHandle } from './sqlite/handle'
import { claimOwnership } from './sqlite/owner'

export interface RestoreTarget {
  /** Address of the database to fill; the same engine as the backup's. */
  url: string
  uploadsFolder: string
}

export interface Restored {
  manifest: Manifest
  /** Keys the server must hold before it can read the sealed values. */
  neededKeyIds: string[]
  /** Where the replaced SQLite file and uploads were put aside; MySQL tables are dropped. */
  putAside: string[]
}

/**
 * Puts a backup back. Every file is compared with the manifest before anything is touched; a target that already holds
 * something is refused unless `replace` is given.
 * @throws FileOwnedElsewhere while a server is running on the SQLite file
 */
export async function restore(
  fromFolder: string,
  target: RestoreTarget,
  { replace = false }: { replace?: boolean } = {},
): Promise<Restored> {
  const manifest = await checkManifest(fromFolder)
  const engine = target.url.startsWith('sqlite:') ? 'sqlite' : 'mysql'
  if (engine !== manifest.engine)
    throw new Error(`This is a backup of ${manifest.engine}; it cannot fill ${engine}.`)
  const uploads = nodePath.resolve(target.uploadsFolder)
  if (!replace && filesBelow(uploads).length) throw new Error(`${uploads} is not empty.`)

  const suffix = `.replaced-${new Date().toISOString().replace(/\W/g, '')}`
  const putAside: string[] = []
  const aside = (path: string, to = `${path}${suffix}`) => {
    if (!fs.existsSync(path)) return
    fs.renameSync(path, to)
    putAside.push(to)
  }
  if (engine === 'sqlite') {
    restoreSqlite(
      nodePath.join(fromFolder, sqliteCopy),
      target.url.slice('sqlite:'.length),
      replace,
      aside,
      suffix,
    )
  } else {
    const database = await openDatabase(target.url)
    await loadMysql(database, nodePath.join(fromFolder, 'database'), replace).finally(() => database.close())
  }
  if (filesBelow(uploads).length) aside(uploads)
  await copyFiles(nodePath.join(fromFolder, 'uploads'), uploads)
  return { manifest, neededKeyIds: manifest.keyIds, putAside }
}

function restoreSqlite(
  copy: string,
  path: string,
  replace: boolean,
  aside: (path: string, to: string) => void,
  suffix: string,
): void {
  const file = resolveFile(path, false)
  const giveUp = claimOwnership(file)
  try {
    if (!replace && fs.existsSync(file) && fs.statSync(file).size) throw new Error(`${file} is not empty.`)
    const restoring = `${file}.restoring`
    fs.copyFileSync(copy, restoring)
    const handle = new SqliteHandle(restoring, false)
    const [checked] = handle.execute('PRAGMA quick_check', [], 'plain').rows
    handle.close()
    if (checked?.['quick_check'] !== 'ok') throw new Error('The SQLite file of this backup is damaged.')
    // a write-ahead log belongs to its file and must not meet the new one
    for (const part of ['', '-wal', '-shm']) aside(`${file}${part}`, `${file}${suffix}${part}`)
    fs.renameSync(restoring, file)
  } finally {
    giveUp()
  }
}
