import { createHash } from 'node:crypto'
import type { Vault } from '../vault'
import { canonicalDetail, type AuditEntry } from './entry'

/** One row as it lies in `audit_rows`. */
export interface AuditRow {
  chain: string
  /** From 1, without gaps within a chain. */
  seq: number
  recorded_at: string
  actor_kind: string
  actor_id: string
  action: string
  object_kind: string
  object_id: string
  /** Canonical JSON. */
  detail: string
  prev_hash: string
  hash: string
  /** Keyed, so that nobody with the database alone can add to a chain or hash it anew. */
  seal: string
}

/** The last link of a chain. */
export interface Head {
  seq: number
  hash: string
}

/** What stands before the first link. */
export const genesis: Head = { seq: 0, hash: '0'.repeat(64) }

type Content = Omit<AuditRow, 'prev_hash' | 'hash' | 'seal'>

/** SM3 (GB/T 32905-2016) of `before|content`, in hex. Anybody can compute it, without a key. */
export function linkHash(before: string, content: readonly (string | number)[]): string {
  return createHash('sm3')
    .update(`${before}|${JSON.stringify(content)}`)
    .digest('hex')
}

/** The hash a row must carry when it follows `before`: its content as a JSON array in the order of the columns. */
export function rowHash(before: string, row: Content): string {
  return linkHash(before, [
    row.chain,
    row.seq,
    row.recorded_at,
    row.actor_kind,
    row.actor_id,
    row.action,
    row.object_kind,
    row.object_id,
    row.detail,
  ])
}

/** Turns entries into rows that follow `head`. */
export function linkRows(
  chain: string,
  head: Head,
  at: Date,
  entries: readonly AuditEntry[],
  vault: Vault,
): AuditRow[] {
  let before = head
  return entries.map(({ actor, action, object, detail }) => {
    const content = {
      chain,
      seq: before.seq + 1,
      recorded_at: at.toISOString(),
      actor_kind: actor.kind,
      actor_id: actor.id,
      action,
      object_kind: object.kind,
      object_id: object.id,
      detail: canonicalDetail(detail),
    }
    const hash = rowHash(before.hash, content)
    const row = { ...content, prev_hash: before.hash, hash, seal: vault.keyedMac(ROW_SEAL, '', hash) }
    before = row
    return row
  })
}

/** Was this row written by a holder of the vault's keys? */
export function isOurs(row: AuditRow, vault: Vault): boolean {
  return vault.macMatches(row.seal, ROW_SEAL, '', row.hash)
}

const ROW_SEAL = 'audit-row'
