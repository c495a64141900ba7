import { Problem } from '@shared/problem'
import { OutsideError } from '../gateways/call-outside'
import { createTestClock } from '../test/clock'
import { JobRefused, type JobKind } from '.'
import { createGate, setUp } from './test/set-up'

let world: Awaited<ReturnType<typeof setUp>>
beforeEach(async () => {
  world = await setUp()
})
afterEach(() => world.dispose())

/** A kind that notes every try and every recorded result. */
const buildKind = (
  perform: JobKind['perform'] = () => Promise.resolve('ok'),
  more: Partial<JobKind> = {},
) => {
  const tried: string[] = []
  const recorded: string[] = []
  const kind: JobKind = {
    kind: 'dispatchTask',
    deadlineMs: 5000,
    maxAttempts: 4,
    retryDelayMs: attempt => attempt * 1000,
    perform: (payload, context) => {
      tried.push(context.key)
      return perform(payload, context)
    },
    record: (_result, _payload, _tx, { key }) => void recorded.push(key),
    ...more,
  }
  return { kind, tried, recorded }
}
const job = (key: string, more: object = {}) => ({
  kind: 'dispatchTask',
  key,
  payload: { taskId: key },
  ...more,
})

test('a job is performed and recorded once', async () => {
  const { kind, tried, recorded } = buildKind()
  const runner = world.buildRunner([kind])
  await world.write(job('a'))
  expect(await runner.runDue()).toBe(1)
  expect(await runner.runDue()).toBe(0)
  expect([tried, recorded]).toEqual([['a'], ['a']])
  expect(await world.row('a')).toMatchObject({ state: 'done', last_error: null })
})

test('a job of a deed that is rolled back never existed', async () => {
  const { kind, tried } = buildKind()
  const { enqueue } = await import('.')
  await expect(
    world.database.transaction(async tx => {
      await enqueue(tx, [job('a')])
      throw new Problem('CASE_MOVED_ON')
    }),
  ).rejects.toThrow(Problem)
  expect(await world.buildRunner([kind]).runDue()).toBe(0)
  expect(tried).toEqual([])
})

test('the same key is never a second job, before or after it is done', async () => {
  const { kind, tried } = buildKind()
  const runner = world.buildRunner([kind])
  await world.write(job('a'), job('a'), job('b'))
  await world.write(job('a'))
  await runner.runDue()
  await world.write(job('a'))
  await runner.runDue()
  expect(tried.sort()).toEqual(['a', 'b'])
})

test('many jobs are written in one deed', async () => {
  const { kind, tried } = buildKind()
  await world.write(
    ...Array.from({ length: 1200 }, (_, n) => job(`n${n}`, { dueAt: new Date('2030-01-01T00:00:00Z') })),
  )
  expect(await world.buildRunner([kind]).runDue()).toBe(0)
  expect(await world.buildRunner([kind]).stats()).toMatchObject({ waiting: 1200, oldestWaitingMs: 0 })
  expect(tried).toEqual([])
})

test('a dated job waits for its day on the business clock', async () => {
  const { kind, tried } = buildKind()
  const runner = world.buildRunner([kind])
  await world.write(job('a', { dueAt: new Date(world.clock.now().getTime() + 90_000) }))
  world.clock.advance(89_999)
  await runner.runDue()
  expect(tried).toEqual([])
  world.clock.advance(1)
  await runner.runDue()
  expect(tried).toEqual(['a'])
})

test('what a job carries arrives as it was written', async () => {
  const seen: unknown[] = []
  const { kind } = buildKind(payload => Promise.resolve(seen.push(payload)))
  const payload = { caseId: '0001', parts: [1, 'two', null, true], note: "it's ? :x ünï 办" }
  await world.write({ kind: 'dispatchTask', key: 'a', payload })
  await world.buildRunner([kind]).runDue()
  expect(seen).toEqual([payload])
})

describe('inside a group', () => {
  test('jobs run in the order they were written, one at a time', async () => {
    let atOnce = 0
    let most = 0
    const { kind, tried } = buildKind(async () => {
      most = Math.max(most, (atOnce += 1))
      await new Promise(setImmediate)
      atOnce -= 1
    })
    await world.write(...['1', '2', '3', '4'].map(key => job(key, { group: 'case-1' })))
    await world.buildRunner([kind]).runDue()
    expect(tried).toEqual(['1', '2', '3', '4'])
    expect(most).toBe(1)
  })

  test('a job that is tried again holds up those behind it, but no other group', async () => {
    let down = true
    const { kind, recorded } = buildKind((_payload, { key }) =>
      key === '1' && down ? Promise.reject(new Error('down')) : Promise.resolve(),
    )
    const runner = world.buildRunner([kind])
    await world.write(job('1', { group: 'a' }), job('2', { group: 'a' }), job('3', { group: 'b' }), job('4'))
    await runner.runDue()
    expect(recorded.sort()).toEqual(['3', '4'])
    down = false
    world.clock.advance(1000)
    await runner.runDue()
    expect(recorded.slice(2)).toEqual(['1', '2'])
  })
})

describe('a job that fails', () => {
  const down = () => Promise.reject(new Error('down, says 张三'))

  test('climbs the ladder and is dead at its end', async () => {
    const { kind, tried } = buildKind(down)
    const runner = world.buildRunner([kind])
    await world.write(job('a'))
    for (const [afterMs, tries] of [
      [0, 1],
      [999, 1],
      [1, 2],
      [1999, 2],
      [1, 3],
      [3000, 4],
    ] as const) {
      world.clock.advance(afterMs)
      await runner.runDue()
      expect(tried).toHaveLength(tries)
    }
    expect(await world.row('a')).toMatchObject({ state: 'dead', attempts: 4, last_error: 'UNEXPECTED' })
    world.clock.advance(1e9)
    expect(await runner.runDue()).toBe(0)
  })

  test('waits a random part of the step, so that jobs that failed together do not return together', async () => {
    const { kind, tried } = buildKind(down)
    const runner = world.buildRunner([kind], { random: () => 0.25 })
    await world.write(job('a'))
    await runner.runDue()
    world.clock.advance(249)
    await runner.runDue()
    expect(tried).toHaveLength(1)
    world.clock.advance(1)
    await runner.runDue()
    expect(tried).toHaveLength(2)
  })

  test('is dead at once when trying again is pointless', async () => {
    const { kind } = buildKind(() => Promise.reject(new JobRefused('ITEM_WITHDRAWN')))
    await world.write(job('a'))
    await world.buildRunner([kind]).runDue()
    expect(await world.row('a')).toMatchObject({ state: 'dead', attempts: 1, last_error: 'ITEM_WITHDRAWN' })
  })

  test('keeps its attempts while nothing was sent, and comes back when the other side may be back', async () => {
    const { kind, tried } = buildKind(() =>
      Promise.reject(new OutsideError('open', { retryAfterMs: 30_000 })),
    )
    const runner = world.buildRunner([kind], { random: () => 0 })
    await world.write(job('a'))
    for (let n = 0; n < 10; n += 1) {
      await runner.runDue()
      world.clock.advance(30_000)
    }
    expect(tried).toHaveLength(10)
    expect(await world.row('a')).toMatchObject({
      state: 'waiting',
      attempts: 0,
      last_error: 'SOURCE_UNAVAILABLE:open',
    })
  })

  test('leaves a code behind, never a sentence that could name somebody', async () => {
    const logged: unknown[] = []
    const note = (...line: unknown[]) => void logged.push(line)
    const { kind } = buildKind(down)
    await world.write(job('a'))
    await world.buildRunner([kind], { log: { info: note, warn: note, error: note } }).runDue()
    expect(JSON.stringify([logged, await world.row('a')])).not.toContain('张三')
    expect(JSON.stringify(logged)).toContain('runner.test')
  })

  test('in recording is performed again: the effect and the mark stand or fall together', async () => {
    let broken = true
    const { kind, tried } = buildKind(undefined, {
      async record(_result, _payload, tx, { enqueue }) {
        await enqueue([job('follow-up')])
        await world.database.read('SELECT 1', [], tx)
        if (broken) throw new Problem('CASE_MOVED_ON')
      },
    })
    const runner = world.buildRunner([kind])
    await world.write(job('a'))
    await runner.runDue()
    expect(await world.row('follow-up')).toBeUndefined()
    expect(await world.row('a')).toMatchObject({ state: 'waiting', last_error: 'CASE_MOVED_ON' })
    broken = false
    world.clock.advance(1000)
    await runner.runDue()
    expect(tried).toEqual(['a', 'a', 'follow-up'])
  })
})

test('a job past its deadline is stopped and tried again, even if it ignores the signal', async () => {
  const signals: AbortSignal[] = []
  const { kind } = buildKind(
    (_payload, { signal }) => {
      signals.push(signal)
      return new Promise(() => {})
    },
    { deadlineMs: 5 },
  )
  await world.write(job('a'))
  await world.buildRunner([kind]).runDue()
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  expect(await world.row('a')).toMatchObject({ state: 'waiting', attempts: 1, last_error: 'DEADLINE' })
})

test('a kind that hangs leaves room for the others', async () => {
  const gate = createGate()
  const slow = buildKind(() => gate.opened, { kind: 'slow' })
  const quick = buildKind(() => Promise.resolve(gate.open()), { kind: 'quick' })
  await world.write(...['1', '2', '3', '4', '5', '6'].map(key => ({ kind: 'slow', key, payload: {} })))
  await world.write({ kind: 'quick', key: '7', payload: {} })
  await world.buildRunner([slow.kind, quick.kind], { concurrency: 4, perKindConcurrency: 2 }).runDue()
  expect(quick.recorded).toEqual(['7'])
  expect(slow.recorded).toHaveLength(6)
})

test('a started runner takes up a job as soon as its deed is committed', async () => {
  const gate = createGate()
  const { kind } = buildKind(() => Promise.resolve(gate.open()))
  const runner = world.buildRunner([kind], { pollMs: 1e8 })
  runner.start()
  await runner.runDue()
  await world.write(job('a'))
  await gate.opened
  await runner.drain(10_000)
  expect(await world.row('a')).toMatchObject({ state: 'done' })
})

describe('stopping', () => {
  test('waits for what is under way and starts nothing new', async () => {
    const gate = createGate()
    const begun = createGate()
    const { kind, recorded } = buildKind(() => (begun.open(), gate.opened))
    const runner = world.buildRunner([kind], { concurrency: 1 })
    await world.write(job('a'), job('b'))
    runner.start()
    await begun.opened
    const drained = runner.drain(10_000)
    gate.open()
    await drained
    expect(recorded).toEqual(['a'])
    expect(await world.row('b')).toMatchObject({ state: 'waiting' })
  })

  test('gives back what does not end in time, without costing it an attempt', async () => {
    const begun = createGate()
    const { kind } = buildKind(() => (begun.open(), new Promise(() => {})))
    const runner = world.buildRunner([kind])
    await world.write(job('a'))
    runner.start()
    await begun.opened
    await runner.drain(0)
    expect(await world.row('a')).toMatchObject({ state: 'waiting', attempts: 0 })
    const next = buildKind()
    await world.buildRunner([next.kind]).runDue()
    expect(next.recorded).toEqual(['a'])
  })
})

describe('a lease', () => {
  test('keeps others away while it lasts, and a late owner from recording after it', async () => {
    const real = createTestClock('2026-03-02T01:00:00Z')
    const gate = createGate()
    const begun = createGate()
    const late = buildKind(() => (begun.open(), gate.opened))
    const next = buildKind()
    const first = world.buildRunner([late.kind], { realClock: real, leaseGraceMs: 1000 })
    const second = world.buildRunner([next.kind], { realClock: real })
    await world.write(job('a'))
    const lateRun = first.runDue()
    await begun.opened
    real.advance(6000)
    expect(await second.runDue()).toBe(0)
    real.advance(1)
    expect(await second.runDue()).toBe(1)
    gate.open()
    await lateRun
    expect([next.recorded, late.recorded]).toEqual([['a'], []])
  })

  test('a late owner’s failure changes nothing either', async () => {
    const real = createTestClock()
    const gate = createGate()
    const begun = createGate()
    const late = buildKind(async () => {
      begun.open()
      await gate.opened
      throw new JobRefused('TOO_LATE')
    })
    const next = buildKind()
    await world.write(job('a'))
    const lateRun = world.buildRunner([late.kind], { realClock: real }).runDue()
    await begun.opened
    real.advance(1e6)
    await world.buildRunner([next.kind], { realClock: real }).runDue()
    gate.open()
    await lateRun
    expect(await world.row('a')).toMatchObject({ state: 'done', last_error: null })
  })

  test('is not waited for by a runner that is alone: a restart goes on at once', async () => {
    const gate = createGate()
    const { kind } = buildKind(() => Promise.resolve(gate.open()))
    await world.write(job('a'))
    const aYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 23).replace('T', ' ')
    await world.database.sequelize.query(`UPDATE jobs SET state = 'running', lease_until = '${aYear}'`)
    const runner = world.buildRunner([kind], { alone: true })
    runner.start()
    await gate.opened
    await runner.drain(10_000)
    expect(await world.row('a')).toMatchObject({ state: 'done' })
  })

  test('a job that takes its process down every time ends up dead instead of for ever', async () => {
    const { kind, tried } = buildKind()
    await world.write(job('a'))
    await world.database.sequelize.query('UPDATE jobs SET takeovers = 20')
    await world.buildRunner([kind]).runDue()
    expect(tried).toEqual([])
    expect(await world.row('a')).toMatchObject({ state: 'dead', last_error: 'KEEPS_LOSING_ITS_OWNER' })
  })
})

test('the numbers tell what waits, runs and is dead, and since when', async () => {
  const { kind } = buildKind(() => Promise.reject(new JobRefused('NO_SUCH_TASK')))
  const runner = world.buildRunner([kind])
  await world.write(job('a'))
  await runner.runDue()
  await world.write(job('b', { dueAt: new Date(world.clock.now().getTime() + 1000) }))
  world.clock.advance(61_000)
  expect(await runner.stats()).toEqual({ waiting: 1, running: 0, dead: 1, oldestWaitingMs: 60_000 })
})
