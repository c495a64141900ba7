import type { Database } from './database'
import { folderBlobs, resealContents, type ContentReport } from './materials'
import { defineModels } from './models'
import { reseal, type ResealReport, type Vault } from './vault'

export interface RotationReport {
  rows: ResealReport
  contents: ContentReport
  /** Nothing stored names an older key any more. */
  complete: boolean
}

/**
 * Seals everything stored with the current key, fingerprints included: the first of VAULT_KEYS; the others open. The
 * server may go on working on the same database as long as it holds the same keys in the same order.
 *
 * What an older key is still needed for afterwards, see docs/decisions/009-changing-keys.md: two days for what
 * expires by itself, and for ever to verify the audit written under it.
 */
export async function rotateKeys(services: {
  database: Database
  vault: Vault
  uploadsDir: string
  /** Takes one line at a time; no personal data. */
  log(line: string): void
}): Promise<RotationReport> {
  const { database, vault, uploadsDir, log } = services
  defineModels(database, vault)
  log(`sealing with key ${vault.currentKeyId}`)
  const rows = await reseal(database, vault)
  log(`rows: ${rows.resealed} sealed anew, ${rows.left} left under an older key`)
  for (const { table, column, id } of rows.unopened) log(`rows: no key opens ${table}.${column} of ${id}`)
  const contents = await resealContents(folderBlobs(uploadsDir), vault)
  log(`uploads: ${contents.resealed} sealed anew, ${contents.unopened.length} left under an older key`)
  for (const id of contents.unopened) log(`uploads: no key opens ${id}`)
  const complete = rows.left === 0 && contents.unopened.length === 0
  return { rows, contents, complete }
}
