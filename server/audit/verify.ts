import type { Database } from '../database'
import type { Vault } from '../vault'
import { anchorHash, headsOf, isSigned, readAnchors, writeLine, type Anchor } from './anchor'
import { readAnchorFile } from './anchor-file'
import { genesis, isOurs, rowHash, type AuditRow, type Head } from './chain'
import { readChains, readRows } from './rows'

/** The first place that is not as it was written. For anchors, `chain` is 'anchors'; for the file, 'anchor-file'. */
export interface FirstBad {
  chain: string
  seq: number
  why: string
}

export interface AuditVerdict {
  ok: boolean
  /** How many rows, chains and anchors were read before the first bad one. */
  rows: number
  chains: number
  anchors: number
  firstBad?: FirstBad
}

export interface VerifyOptions {
  /** Without it, the removal of the newest anchors cannot be noticed. */
  anchorFile?: string
}

/**
 * Reads the whole audit and names the first bad row: changed, missing, added, moved, written by somebody without our
 * keys, or contradicting an anchor. May run while the application writes. What nobody can notice: the removal of rows
 * younger than the newest anchor from the end of a chain.
 */
export async function verifyAudit(
  database: Database,
  vault: Vault,
  { anchorFile }: VerifyOptions = {},
): Promise<AuditVerdict> {
  const verdict = { rows: 0, chains: 0, anchors: 0 }
  // Outside in: the file, then the anchors, then the rows. Each was written after what is read next.
  const filed = anchorFile === undefined ? undefined : await readAnchorFile(anchorFile)
  const anchors = await readAnchors(database, -2_147_483_648)
  const firstBad =
    findBadAnchor(anchors, vault, verdict) ??
    (filed && findBadFiling(filed.anchors, filed.badLine, anchors)) ??
    (await findBadRow(database, vault, anchors, verdict))
  return firstBad ? { ok: false, ...verdict, firstBad } : { ok: true, ...verdict }
}

function findBadAnchor(
  anchors: readonly Anchor[],
  vault: Vault,
  verdict: { anchors: number },
): FirstBad | undefined {
  let before: Head = genesis
  for (const anchor of anchors) {
    const bad = (why: string, seq = anchor.seq): FirstBad => ({ chain: 'anchors', seq, why })
    if (anchor.seq < 1) return bad('does not belong here')
    if (anchor.seq > before.seq + 1) return bad('is missing', before.seq + 1)
    if (!isSigned(anchor, vault)) return bad('is not signed with our keys')
    if (anchor.hash !== anchorHash(before.hash, anchor)) return bad('was changed')
    if (anchor.prev_hash !== before.hash) return bad('does not follow the one before')
    before = anchor
    verdict.anchors += 1
  }
  return undefined
}

function findBadFiling(
  filed: readonly Anchor[],
  badLine: number | undefined,
  anchors: readonly Anchor[],
): FirstBad | undefined {
  const bySeq = new Map(anchors.map(anchor => [anchor.seq, anchor]))
  let highest = 0
  for (const line of filed) {
    const anchor = bySeq.get(line.seq)
    if (!anchor) return { chain: 'anchors', seq: line.seq, why: 'is missing: the anchor file has it' }
    if (writeLine(anchor) !== writeLine(line)) {
      return { chain: 'anchors', seq: line.seq, why: 'differs from the anchor file' }
    }
    if (line.seq > highest + 1) return { chain: 'anchor-file', seq: highest + 1, why: 'is missing' }
    highest = Math.max(highest, line.seq)
  }
  return badLine === undefined
    ? undefined
    : { chain: 'anchor-file', seq: badLine, why: 'the line is no anchor' }
}

async function findBadRow(
  database: Database,
  vault: Vault,
  anchors: readonly Anchor[],
  verdict: { rows: number; chains: number },
): Promise<FirstBad | undefined> {
  const anchored = collectAnchored(anchors)
  const present = await readChains(database)
  for (const chain of [...new Set([...present, ...anchored.keys()])].sort()) {
    const expected = anchored.get(chain) ?? new Map<number, Anchored>()
    let before: Head = genesis
    for await (const page of readRows(database, chain)) {
      for (const row of page) {
        const bad = findFault(row, before, vault, expected.get(row.seq))
        if (bad) return bad
        before = row
        verdict.rows += 1
      }
    }
    const last = [...expected.keys()].reduce((highest, seq) => Math.max(highest, seq), 0)
    if (last > before.seq) {
      const why = before.seq === 0 ? 'the whole chain is missing' : 'is missing'
      return { chain, seq: before.seq + 1, why: `${why}: anchor ${expected.get(last)?.by} names row ${last}` }
    }
    verdict.chains += 1
  }
  return undefined
}

function findFault(
  row: AuditRow,
  before: Head,
  vault: Vault,
  anchor: Anchored | undefined,
): FirstBad | undefined {
  const bad = (why: string, seq = row.seq): FirstBad => ({ chain: row.chain, seq, why })
  if (row.seq < 1) return bad('does not belong here')
  if (row.seq > before.seq + 1) return bad('is missing', before.seq + 1)
  if (row.hash !== rowHash(before.hash, row)) return bad('was changed')
  if (row.prev_hash !== before.hash) return bad('does not follow the one before')
  if (!isOurs(row, vault)) return bad('was not written with our keys')
  if (anchor && anchor.hash !== row.hash) return bad(`differs from anchor ${anchor.by}`)
  return undefined
}

interface Anchored {
  hash: string
  /** The anchor that names it first. */
  by: number
}

/** Which hash must stand at which link: chain → seq → hash. */
function collectAnchored(anchors: readonly Anchor[]): Map<string, Map<number, Anchored>> {
  const anchored = new Map<string, Map<number, Anchored>>()
  for (const anchor of anchors) {
    for (const { chain, seq, hash } of headsOf(anchor)) {
      const links = anchored.get(chain) ?? new Map<number, Anchored>()
      anchored.set(chain, links)
      if (!links.has(seq)) links.set(seq, { hash, by: anchor.seq })
    }
  }
  return anchored
}
