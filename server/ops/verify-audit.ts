import { verifyAudit } from '../audit'
import { openDatabase } from '../database'
import { createVault, readVaultKeys } from '../vault'
import type { Command } from './main'

/** Recomputes every chain. Exit code 1 and the first bad row when somebody edited, removed, added or reordered. */
export const runVerifyAudit: Command = async (_argv, settings, print) => {
  const database = await openDatabase(settings.DATABASE_URL, { readOnly: true })
  try {
    const vault = createVault({ keys: readVaultKeys(settings.VAULT_KEYS), profile: settings.CRYPTO_PROFILE })
    const verdict = await verifyAudit(database, vault, { anchorFile: settings.AUDIT_ANCHOR_FILE })
    if (verdict.ok) {
      print(`ok: ${verdict.rows} rows in ${verdict.chains} chains`)
      return 0
    }
    const { chain, seq, why } = verdict.firstBad ?? { chain: '?', seq: '?', why: 'unknown' }
    print(`BAD: chain ${chain}, row ${seq}: ${why}`)
    return 1
  } finally {
    await database.close()
  }
}
