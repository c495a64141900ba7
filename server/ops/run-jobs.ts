import { createAudit } from '../audit'
import { systemClock } from '../clock'
import { openDatabase } from '../database'
import { createDeadLetters, readJobStats } from '../jobs'
import { createVault, readVaultKeys } from '../vault'
import { runJobsCommand } from './jobs'
import type { Command } from './main'

/** Dead jobs: list, mend, replay, discard; each deed is audited under the operator's name. */
export const runJobs: Command = async (argv, settings, print) => {
  const database = await openDatabase(settings.DATABASE_URL)
  try {
    const vault = createVault({ keys: readVaultKeys(settings.VAULT_KEYS), profile: settings.CRYPTO_PROFILE })
    const audit = createAudit({ database, vault, clock: systemClock, anchorFile: settings.AUDIT_ANCHOR_FILE })
    const code = await runJobsCommand(argv, {
      deadLetters: createDeadLetters({ database, audit }),
      stats: () => readJobStats(database, new Date(), new Date()),
      print,
    })
    await audit.anchor()
    return code
  } finally {
    await database.close()
  }
}
