// node scripts/test-mariadb.mjs [jest arguments]: the server's promises once more, on a real MariaDB.
import { ensureReady } from './lib/ensure-ready.mjs'
import { runJest } from './lib/jest.mjs'
import { findMariadb } from './lib/mariadb.mjs'
import { main } from './lib/places.mjs'
import { stopAsked } from './lib/stop-signals.mjs'

await main(async () => {
  await ensureReady()
  const database = await findMariadb()
  void stopAsked(() => undefined).then(async () => {
    await database.stop()
    process.exit(130)
  })
  try {
    console.log(`… server tests on MariaDB (${database.whose})`)
    const args = [...process.argv.slice(2), '--selectProjects', 'server']
    const { passed, failed } = await runJest('mariadb', args, { TEST_DATABASE_URL: database.url })
    console.log(`${passed} passed, ${failed} failed`)
    return failed > 0 ? 1 : 0
  } finally {
    await database.stop()
  }
})
