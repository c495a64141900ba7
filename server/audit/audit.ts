import { randomBytes } from 'node:crypto'
import type { Transaction } from 'sequelize'
import type { Database } from '../database'
import type { Vault } from '../vault'
import { writeAnchor, type Anchor } from './anchor'
import { createAnchorFile } from './anchor-file'
import { linkRows, type Head } from './chain'
import { AuditError, checkEntry, type AuditEntry } from './entry'
import { insertRows, readHead } from './rows'
import { createTurns } from './turn'

/** Notes what this transaction does; throws AuditError when the entry holds more than ids and codes. */
export type RecordEntry = (entry: AuditEntry) => void

/** The writing side of the audit: one chain of rows per process. */
export interface Audit {
  /** The name of this process's chain. */
  readonly chain: string
  /**
   * Runs work in one database transaction. What it records is written by one statement right before the commit: the
   * effect and its audit rows exist together or not at all. Throws what work or the commit throws.
   */
  transaction<T>(work: (tx: Transaction, record: RecordEntry) => Promise<T>): Promise<T>
  /**
   * Fixes the heads of all chains in one signed row, and copies it to the anchor file. Call it every minute and at
   * shutdown. Answers nothing when no chain has moved since the last anchor.
   */
  anchor(): Promise<Anchor | undefined>
}

export interface AuditOptions {
  database: Database
  vault: Vault
  clock: { now(): Date }
  /** Random unless given. Never the same in two living processes. */
  chain?: string
  /** A path outside the database, best on another disk, best append-only by the file system. */
  anchorFile?: string
}

const MOST_ENTRIES = 1_000

/** Opens this process's chain. */
export function createAudit(options: AuditOptions): Audit {
  const { database, vault, clock, chain = randomBytes(8).toString('hex'), anchorFile } = options
  const takeTurn = createTurns()
  const takeAnchorTurn = createTurns()
  const file = anchorFile === undefined ? undefined : createAnchorFile(anchorFile)
  /** Unknown at the start and after a commit whose outcome we did not hear: then the database is asked. */
  let head: Head | undefined

  async function transaction<T>(work: (tx: Transaction, record: RecordEntry) => Promise<T>): Promise<T> {
    let endTurn: (() => void) | undefined
    let written: Head | undefined
    try {
      const result = await database.transaction(async tx => {
        const { entries, result } = await collect(record => work(tx, record))
        if (entries.length === 0) return result
        // From here to the end of the commit no other transaction of this process may link.
        endTurn = await takeTurn()
        const before = head ?? (await readHead(database, chain, tx))
        head = undefined
        const rows = linkRows(chain, before, clock.now(), entries, vault)
        await insertRows(database, rows, tx)
        written = rows.at(-1)
        return result
      })
      if (written) head = { seq: written.seq, hash: written.hash }
      return result
    } finally {
      endTurn?.()
    }
  }

  async function anchor(): Promise<Anchor | undefined> {
    const endTurn = await takeAnchorTurn()
    try {
      const made = await writeAnchor(database, vault, clock.now())
      await file?.catchUp(database)
      return made
    } finally {
      endTurn()
    }
  }

  return { chain, transaction, anchor }
}

async function collect<T>(
  work: (record: RecordEntry) => Promise<T>,
): Promise<{ entries: AuditEntry[]; result: T }> {
  const entries: AuditEntry[] = []
  let open = true
  const record: RecordEntry = entry => {
    if (!open) throw new AuditError('recorded after its transaction was over: something was not awaited')
    if (entries.length === MOST_ENTRIES)
      throw new AuditError(`more than ${MOST_ENTRIES} entries in one transaction`)
    entries.push(checkEntry(entry))
  }
  try {
    return { entries, result: await work(record) }
  } finally {
    open = false
  }
}
