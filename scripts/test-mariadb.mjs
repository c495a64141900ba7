// node scripts/test-mariadb.mjs [jest arguments]: the server's promises once more, on a real MariaDB.
import { ensureReady } from './lib/ensure-ready.mjs'
import { runJest } from './lib/jest.mjs'
import { findMariadb } from './lib/mariadb.mjs'
import { main } from './lib/places.mjs'
import { stopAsked } from './lib/stop-signals.mjs'

await main(async () => {
  await ensureReady()
  const cleanups = []
  const cleanUp = async () => {
    for (const undo of cleanups) await undo()
  }
  void stopAsked(() => undefined).then(async () => {
    await cleanUp()
    process.exit(130)
  })
  try {
    const { url, whose } = await findMariadb(cleanups)
    console.log(`… server tests on MariaDB (${whose})`)
    const args = [...process.argv.slice(2), '--selectProjects', 'server']
    const { passed, failed } = await runJest('mariadb', args, { TEST_DATABASE_URL: url })
    console.log(`${passed} passed, ${failed} failed`)
    return failed > 0 ? 1 : 0
  } finally {
    await cleanUp()
  }
})
