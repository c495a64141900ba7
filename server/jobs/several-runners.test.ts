import { openDatabase } from '../database'
import { createRunner, type JobKind } from '.'
import { createTestAudit, setUp, silent } from './test/set-up'

let world: Awaited<ReturnType<typeof setUp>>
beforeEach(async () => {
  world = await setUp()
})
afterEach(() => world.dispose())

test('two runners never perform one job twice, and keep the order of every group', async () => {
  const running = new Set<string>()
  const performed: string[] = []
  const recorded: string[] = []
  const byWhom: Record<string, number> = {}
  const kindOf = (name: string): JobKind => ({
    kind: 'dispatchTask',
    deadlineMs: 30_000,
    maxAttempts: 1,
    async perform(_payload, { key }) {
      const [group = ''] = key.split('.')
      if (running.has(group)) throw new Error('two of one group at once')
      running.add(group)
      performed.push(key)
      byWhom[name] = (byWhom[name] ?? 0) + 1
      await new Promise(setImmediate)
      running.delete(group)
    },
    record: (_result, _payload, _tx, { key }) => void recorded.push(key),
  })
  // 160 jobs on their own, and 10 groups of four
  const alone = Array.from({ length: 160 }, (_, n) => ({ key: `${n}.` }))
  const grouped = Array.from({ length: 40 }, (_, n) => ({
    key: `g${n % 10}.${Math.floor(n / 10)}`,
    group: `g${n % 10}`,
  }))
  const jobs = [...alone, ...grouped].map(job => ({ ...job, kind: 'dispatchTask', payload: {} }))
  await world.write(...jobs)

  // on MySQL each has connections of its own, as two processes would; a SQLite file has one owner
  const mysql = world.database.engine === 'mysql'
  const databases = [world.database, mysql ? await openDatabase(world.url) : world.database]
  const runners = databases.map((database, n) =>
    createRunner({
      database,
      audit: createTestAudit(database, world.clock),
      clock: world.clock,
      kinds: [kindOf(String(n))],
      log: silent,
      alone: false,
      concurrency: 8,
      perKindConcurrency: 8,
    }),
  )
  const unfinished = async () => {
    const rows = await world.database.read(`SELECT id FROM jobs WHERE state <> 'done'`, [])
    return rows.length
  }
  while ((await unfinished()) > 0) await Promise.all(runners.map(runner => runner.runDue()))

  const keys = jobs.map(({ key }) => key).sort()
  expect([...performed].sort()).toEqual(keys)
  expect([...recorded].sort()).toEqual(keys)
  for (const { group } of grouped)
    expect(recorded.filter(key => key.startsWith(`${group}.`))).toEqual(
      [0, 1, 2, 3].map(n => `${group}.${n}`),
    )
  expect(Object.keys(byWhom)).toHaveLength(2)
  if (mysql) await databases[1]?.close()
})
