import { isUniqueViolation, type Database } from '../database'
import type { Vault } from '../vault'
import { genesis, linkHash } from './chain'
import { readHeads, type ChainHead } from './rows'

/** One row of `audit_anchors`, and one line of the anchor file. */
export interface Anchor {
  /** From 1, without gaps. */
  seq: number
  anchored_at: string
  /** JSON: `[[chain, seq, hash], …]` of every chain, by chain. */
  heads: string
  /** Anchors are a chain themselves. */
  prev_hash: string
  hash: string
  mac: string
}

const FIELDS = [
  'seq',
  'anchored_at',
  'heads',
  'prev_hash',
  'hash',
  'mac',
] as const satisfies readonly (keyof Anchor)[]
const ANCHOR_MAC = 'audit-anchor'
const MOST_TRIES = 5

/** Writes the next anchor, or nothing when no chain moved. Another process may do the same at the same moment. */
export async function writeAnchor(database: Database, vault: Vault, at: Date): Promise<Anchor | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryToWrite(database, vault, at)
    } catch (error) {
      if (!isUniqueViolation(error) || attempt === MOST_TRIES) throw error
    }
  }
}

function tryToWrite(database: Database, vault: Vault, at: Date): Promise<Anchor | undefined> {
  return database.transaction(async tx => {
    const [last] = await database.read<Anchor>(
      `SELECT ${FIELDS.join(', ')} FROM audit_anchors ORDER BY seq DESC LIMIT 1`,
      [],
      tx,
    )
    const heads = writeHeads(await readHeads(database, tx))
    if (heads === (last?.heads ?? '[]')) return undefined
    const before = last ?? genesis
    const content = { seq: before.seq + 1, anchored_at: at.toISOString(), heads }
    const hash = anchorHash(before.hash, content)
    const anchor = { ...content, prev_hash: before.hash, hash, mac: vault.keyedMac(ANCHOR_MAC, '', hash) }
    await database.sequelize.query(
      `INSERT INTO audit_anchors (${FIELDS.join(', ')}) VALUES (${FIELDS.map((_, nth) => `$${nth + 1}`).join(', ')})`,
      { bind: FIELDS.map(field => anchor[field]), transaction: tx },
    )
    return anchor
  })
}

/** The anchors after one of them, in order. */
export function readAnchors(database: Database, afterSeq: number): Promise<Anchor[]> {
  return database.read<Anchor>(`SELECT ${FIELDS.join(', ')} FROM audit_anchors WHERE seq > ? ORDER BY seq`, [
    afterSeq,
  ])
}

/** The hash an anchor must carry when it follows `before`. */
export function anchorHash(before: string, anchor: Pick<Anchor, 'seq' | 'anchored_at' | 'heads'>): string {
  return linkHash(before, [anchor.seq, anchor.anchored_at, anchor.heads])
}

/** Was this anchor signed by a holder of the vault's keys? */
export function isSigned(anchor: Anchor, vault: Vault): boolean {
  return vault.macMatches(anchor.mac, ANCHOR_MAC, '', anchor.hash)
}

/** The heads an anchor names. Call it on a signed anchor only. */
export function headsOf(anchor: Anchor): ChainHead[] {
  const heads = JSON.parse(anchor.heads) as [string, number, string][]
  return heads.map(([chain, seq, hash]) => ({ chain, seq, hash }))
}

function writeHeads(heads: readonly ChainHead[]): string {
  return JSON.stringify(heads.map(({ chain, seq, hash }) => [chain, seq, hash]))
}

/** An anchor as one line of the anchor file, always spelt the same. */
export function writeLine(anchor: Anchor): string {
  return JSON.stringify(FIELDS.map(field => anchor[field]))
}

/** Reads one line of the anchor file; nothing when it is not a whole one. */
export function readLine(line: string): Anchor | undefined {
  let values: unknown
  try {
    values = JSON.parse(line)
  } catch {
    return undefined
  }
  if (!Array.isArray(values) || values.length !== FIELDS.length) return undefined
  const [seq, ...texts] = values as unknown[]
  if (!Number.isSafeInteger(seq) || !texts.every(text => typeof text === 'string')) return undefined
  return Object.fromEntries(
    FIELDS.map((field, nth) => [field, (values as unknown[])[nth]]),
  ) as unknown as Anchor
}
