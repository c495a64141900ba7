// A process that performs all jobs of a database and then ends, unless its crash point ends it first:
// crash-child.ts <database address> <address of the outside> [crash point]
import { systemClock } from '../../clock'
import { openDatabase } from '../../database'
import { createRunner, setCrashPoint } from '..'
import { createCrashKinds } from './crash-kinds'
import { createTestAudit, silent } from './set-up'

const main = async ([databaseUrl = '', outsideUrl = '', crashAt]: string[]) => {
  setCrashPoint(crashAt)
  const database = await openDatabase(databaseUrl)
  const runner = createRunner({
    database,
    audit: createTestAudit(database, systemClock),
    clock: systemClock,
    kinds: createCrashKinds(database, outsideUrl),
    log: silent,
    pollMs: 20,
    sweepMs: 20,
    leaseGraceMs: 100,
  })
  runner.start()
  for (;;) {
    const { waiting, running } = await runner.stats()
    if (waiting + running === 0) break
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  await runner.drain(1000)
  await database.close()
}

void main(process.argv.slice(2))
