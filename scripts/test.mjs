// npm test [-- jest arguments]: every promise of the project; the last line is "N passed, N failed".
import { existsSync } from 'node:fs'
import { buildClient } from './lib/build-client.mjs'
import { ensureReady } from './lib/ensure-ready.mjs'
import { runJest } from './lib/jest.mjs'
import { inRoot, main } from './lib/places.mjs'

// Dates, promised days and time limits may not depend on where the machine stands.
const elsewhere = 'America/New_York'
const timeBound = ['--selectProjects', 'shared', 'server', '--testPathPatterns', '/shared/', '/server/cases/']

await main(async () => {
  const given = process.argv.slice(2)
  await ensureReady()
  if (existsSync(inRoot('client', 'app.config.ts'))) await buildClient('h5')
  const here = await runJest('all', given)
  let failed = here.failed
  if (given.length === 0) {
    console.log(`… once more as if this machine stood in ${elsewhere} 换一个时区再测一遍`)
    failed += (await runJest('elsewhere', ['--passWithNoTests', ...timeBound], { TZ: elsewhere })).failed
  }
  // The second run repeats tests of the first: its failures count, its passes are not counted twice.
  console.log(`${here.passed} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
})
