import { backup, openDatabase, restore } from '../database'
import type { Command } from './main'

const keyIdsOf = (keys: string): string[] => keys.split(',').map(key => key.slice(0, key.indexOf(':')))

/** Safe while the server runs: the database is read as of one moment. */
export const runBackup: Command = async (argv, settings, print) => {
  const [folder] = argv
  if (!folder) {
    print('backup needs a folder to write to, for example: npm run backup -- ../backup-today')
    return 2
  }
  const database = await openDatabase(settings.DATABASE_URL, { readOnly: true })
  try {
    const manifest = await backup(database, settings.UPLOADS_DIR, keyIdsOf(settings.VAULT_KEYS), folder)
    print(
      `backed up ${Object.keys(manifest.files).length} files to ${folder}; keys needed to read it: ${manifest.keyIds.join(', ')}`,
    )
    print('The keys themselves are not in the backup: keep VAULT_KEYS somewhere else.')
    return 0
  } finally {
    await database.close()
  }
}

export const runRestore: Command = async (argv, settings, print) => {
  const folder = argv.find(argument => !argument.startsWith('--'))
  if (!folder) {
    print('restore needs the folder of a backup, for example: npm run restore -- ../backup-today')
    return 2
  }
  const target = { url: settings.DATABASE_URL, uploadsFolder: settings.UPLOADS_DIR }
  const { neededKeyIds, putAside } = await restore(folder, target, { replace: argv.includes('--replace') })
  print(`restored from ${folder}`)
  for (const place of putAside) print(`what was there before is kept in ${place}`)
  const missing = neededKeyIds.filter(id => !keyIdsOf(settings.VAULT_KEYS).includes(id))
  if (missing.length > 0) {
    print(`VAULT_KEYS lacks ${missing.join(', ')}: personal data sealed with it cannot be read`)
    return 1
  }
  return 0
}
