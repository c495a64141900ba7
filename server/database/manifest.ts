import { createHash } from 'node:crypto'
import fs from 'node:fs'
import nodePath from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Engine } from './database'

export interface BackedUpFile {
  /** Below the backup's folder, with forward slashes. */
  path: string
  bytes: number
  sha256: string
}

/** What a backup says about itself: `manifest.json`, written last. */
export interface Manifest {
  format: 'tongban-backup/1'
  takenAt: string
  engine: Engine
  /** Migrations the data stand at, in the order of application. */
  migrations: string[]
  /** Keys without which the sealed values in this backup cannot be read. Ids only: keys are kept elsewhere. */
  keyIds: string[]
  /** Uploads that disappeared while they were being copied. */
  vanished: string[]
  files: BackedUpFile[]
}

export const manifestName = 'manifest.json'

/** Every regular file below a folder, relative, with forward slashes, sorted; none when there is no folder. */
export function filesBelow(folder: string): string[] {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => nodePath.relative(folder, nodePath.join(entry.parentPath, entry.name)))
    .map(path => path.split(nodePath.sep).join('/'))
    .sort()
}

export async function describeFile(folder: string, path: string): Promise<BackedUpFile> {
  const full = nodePath.join(folder, path)
  const hash = createHash('sha256')
  await pipeline(fs.createReadStream(full), hash)
  return { path, bytes: fs.statSync(full).size, sha256: hash.digest('hex') }
}

/**
 * Reads a backup's manifest and compares every file with it.
 * @throws Error naming the first file that is missing, changed or not listed
 */
export async function checkManifest(folder: string): Promise<Manifest> {
  const file = nodePath.join(folder, manifestName)
  if (!fs.existsSync(file)) throw new Error(`${folder} holds no finished backup: ${manifestName} is missing.`)
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as Manifest
  if (manifest.format !== 'tongban-backup/1')
    throw new Error(`${file} is of a format this version does not know.`)
  const listed = new Map(manifest.files.map(one => [one.path, one]))
  const present = filesBelow(folder).filter(path => path !== manifestName)
  for (const path of present) {
    const expected = listed.get(path)
    if (!expected) throw new Error(`${path} is not part of this backup.`)
    const found = await describeFile(folder, path)
    if (found.sha256 !== expected.sha256) throw new Error(`${path} has changed since the backup was taken.`)
    listed.delete(path)
  }
  const [missing] = listed.keys()
  if (missing !== undefined) throw new Error(`${missing} is missing from this backup.`)
  return manifest
}
