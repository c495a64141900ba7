import { openDatabase } from '../database'
import { rotateKeys } from '../rotate-keys'
import { createVault, readVaultKeys } from '../vault'
import type { Command } from './main'

/** Seals everything with the first of VAULT_KEYS. Exit code 1 while something still needs an older key. */
export const runRotateKeys: Command = async (_argv, settings, print) => {
  const database = await openDatabase(settings.DATABASE_URL)
  try {
    const vault = createVault({ keys: readVaultKeys(settings.VAULT_KEYS), profile: settings.CRYPTO_PROFILE })
    const { complete } = await rotateKeys({ database, vault, uploadsDir: settings.UPLOADS_DIR, log: print })
    print(complete ? 'done' : 'some rows or uploads still need an older key: keep it and run this again')
    return complete ? 0 : 1
  } finally {
    await database.close()
  }
}
