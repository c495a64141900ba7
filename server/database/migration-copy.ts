import fs from 'node:fs'
import nodePath from 'node:path'
import type { Database } from './database'
import { fileOf } from './sqlite/file-of'

const keptCopies = 3

/** On SQLite, keeps a consistent copy of the file before it is changed; MySQL has its own backups. */
export function keepCopyBefore(database: Database, name: string, hasData: boolean): void {
  const file = fileOf(database)
  if (!file || !hasData) return
  const target = `${file.path}.before-${name.replace(/[^\w.-]/g, '_')}.bak`
  const unfinished = `${target}.unfinished`
  fs.rmSync(unfinished, { force: true })
  file.copyTo(unfinished)
  fs.renameSync(unfinished, target)
  for (const old of copiesOf(file.path).slice(keptCopies)) fs.rmSync(old, { force: true })
}

/** Newest first. */
function copiesOf(path: string): string[] {
  const folder = nodePath.dirname(path)
  const start = `${nodePath.basename(path)}.before-`
  return fs
    .readdirSync(folder)
    .filter(name => name.startsWith(start) && name.endsWith('.bak'))
    .map(name => nodePath.join(folder, name))
    .map(copy => ({ copy, at: fs.statSync(copy).mtimeMs }))
    .sort((a, b) => b.at - a.at)
    .map(({ copy }) => copy)
}
