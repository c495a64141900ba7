import { openDatabase } from '..'

/** Opens the database named on the command line, says so, and keeps it until the process is ended. */
async function hold(): Promise<void> {
  const database = await openDatabase(process.argv[2] ?? '')
  await database.sequelize.query("INSERT INTO notes (text) VALUES ('acknowledged')")
  process.stdout.write('holding\n')
  setInterval(() => undefined, 60_000)
}

hold().catch((error: unknown) => {
  process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
