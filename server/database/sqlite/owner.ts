import fs from 'node:fs'
import { DatabaseSync } from '@photostructure/sqlite'

const busy = 5

/** Another process has this SQLite file. */
export class FileOwnedElsewhere extends Error {
  override readonly name = 'FileOwnedElsewhere'
}

/**
 * Makes this process the only one that may open the SQLite file at `path`. The claim is an operating-system lock held
 * on `<file>.owner`, so it ends with the process however that process ends, on every platform; `<file>.owner.json`
 * only names the holder for the refusal.
 * @returns the function that gives the claim up
 * @throws FileOwnedElsewhere in one sentence
 */
export function claimOwnership(path: string): () => void {
  const card = `${path}.owner.json`
  const lock = new DatabaseSync(`${path}.owner`, { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    if ((cause as { errcode?: number }).errcode !== busy) throw cause
    throw new FileOwnedElsewhere(`${path} is already in use by ${describeHolder(card)}; stop it first.`, {
      cause,
    })
  }
  const startedAt = new Date(Date.now() - process.uptime() * 1000).toISOString()
  fs.writeFileSync(card, JSON.stringify({ pid: process.pid, startedAt }))
  return () => {
    fs.rmSync(card, { force: true })
    lock.close()
  }
}

function describeHolder(card: string): string {
  try {
    const { pid, startedAt } = JSON.parse(fs.readFileSync(card, 'utf8')) as { pid: number; startedAt: string }
    return `process ${pid}, running since ${startedAt}`
  } catch {
    return 'another process'
  }
}
