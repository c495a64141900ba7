// One hash over the names and contents of files and folders: equal hash, nothing to build again.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from './places.mjs'

/** @param {string[]} sources files or folders, relative to the root; missing ones count as empty */
export function fingerprint(sources, ...extra) {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesUnder).sort()) {
    hash
      .update(`${file}\n`)
      .update(readFileSync(inRoot(file)))
      .update('\n')
  }
  return hash.update(extra.join('\n')).digest('hex')
}

function filesUnder(source) {
  if (!existsSync(inRoot(source))) return []
  if (!statSync(inRoot(source)).isDirectory()) return [source]
  return readdirSync(inRoot(source), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && !/\.test\.tsx?$/.test(name))
    .flatMap(({ name }) => filesUnder(path.posix.join(source, name)))
}
