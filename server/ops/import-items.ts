import { importItems, listQuarantine, printImport, printQuarantine, recheckQuarantine } from '../catalogue'
import { migrate, openDatabase } from '../database'
import { allMigrations } from '../migrations'
import type { Command } from './main'

/** Published items of other catalogues: searchable, read-only, each bad row kept with its reason. */
export const runImport: Command = async (argv, settings, print) => {
  const [file] = argv
  if (!file) {
    print('import-items needs a file, for example: npm run import-items -- items.json')
    print('or --waiting (rows in quarantine) or --recheck (looks at them again)')
    return 2
  }
  const database = await openDatabase(settings.DATABASE_URL)
  try {
    await migrate(database, allMigrations)
    if (file === '--waiting') {
      for (const line of printQuarantine(await listQuarantine(database))) print(line)
      return 0
    }
    const report =
      file === '--recheck'
        ? await recheckQuarantine({ database, log: print })
        : await importItems({ database, log: print }, file)
    for (const line of printImport(report)) print(line)
    return 0
  } finally {
    await database.close()
  }
}
