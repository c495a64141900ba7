import { importItems, printImport } from '../catalogue'
import { migrate, openDatabase } from '../database'
import { allMigrations } from '../migrations'
import type { Command } from './main'

/** Published items of other catalogues: searchable, read-only, each bad row kept with its reason. */
export const runImport: Command = async (argv, settings, print) => {
  const [file] = argv
  if (!file) {
    print('import-items needs a file, for example: npm run import-items -- items.json')
    return 2
  }
  const database = await openDatabase(settings.DATABASE_URL)
  try {
    await migrate(database, allMigrations)
    const report = await importItems({ database, log: print }, file)
    for (const line of printImport(report)) print(line)
    return 0
  } finally {
    await database.close()
  }
}
