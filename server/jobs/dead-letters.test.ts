import { Problem } from '@shared/problem'
import { createDeadLetters, JobRefused, type JobKind } from '.'
import { setUp } from './test/set-up'

let world: Awaited<ReturnType<typeof setUp>>
beforeEach(async () => {
  world = await setUp()
})
afterEach(() => world.dispose())

const by = { as: { kind: 'operator' as const, id: 'li.lei' } }
const missing = expect.objectContaining({ code: 'NOT_FOUND' })

/** A kind that refuses every task called 'wrong', and one dead job with another waiting behind it. */
const oneDead = async (more: Partial<JobKind> = {}) => {
  const recorded: unknown[] = []
  const kind: JobKind = {
    kind: 'dispatchTask',
    deadlineMs: 1000,
    maxAttempts: 1,
    perform: ({ taskId }) =>
      taskId === 'wrong' ? Promise.reject(new JobRefused('NO_SUCH_TASK')) : Promise.resolve(),
    record: (_result, { taskId }) => void recorded.push(taskId),
    ...more,
  }
  const runner = world.buildRunner([kind])
  await world.write(
    { kind: kind.kind, key: 'a', payload: { taskId: 'wrong' }, group: 'case-1' },
    { kind: kind.kind, key: 'b', payload: { taskId: 'next' }, group: 'case-1' },
  )
  await runner.runDue()
  const letters = createDeadLetters(world)
  const [dead] = await letters.listDeadJobs()
  if (!dead) throw new Error('expected a dead job')
  return { runner, recorded, letters, dead }
}

test('a dead job is listed with its reason and what it holds up', async () => {
  const { dead, recorded } = await oneDead()
  expect(dead).toMatchObject({
    kind: 'dispatchTask',
    key: 'a',
    group: 'case-1',
    payload: { taskId: 'wrong' },
    attempts: 1,
    lastError: 'NO_SUCH_TASK',
    holdsUp: 1,
  })
  expect(dead.diedAt).not.toBeNull()
  expect(recorded).toEqual([])
})

test('mended and replayed, it runs, and then those behind it', async () => {
  const { runner, recorded, letters, dead } = await oneDead()
  await letters.mendJob(dead.id, { taskId: 'right' }, by)
  expect(await runner.runDue()).toBe(0)
  await letters.replayJob(dead.id, by)
  expect(await runner.runDue()).toBe(2)
  expect(recorded).toEqual(['right', 'next'])
  expect(await letters.listDeadJobs()).toEqual([])
})

test('replayed without being mended, it may die again', async () => {
  const { runner, letters, dead } = await oneDead()
  await letters.replayJob(dead.id, by)
  await runner.runDue()
  expect(await letters.listDeadJobs()).toMatchObject([{ id: dead.id, attempts: 1 }])
})

test('discarded, it never runs, and those behind it go on', async () => {
  const { runner, recorded, letters, dead } = await oneDead()
  await letters.discardJob(dead.id, by)
  await runner.runDue()
  expect(recorded).toEqual(['next'])
  await world.write({ kind: 'dispatchTask', key: 'a', payload: { taskId: 'again' } })
  expect(await runner.runDue()).toBe(0)
})

test('the audit says who did what to which job', async () => {
  const { letters, dead } = await oneDead()
  await letters.mendJob(dead.id, { taskId: 'right' }, by)
  await letters.replayJob(dead.id, by)
  const rows = await world.audited()
  expect(rows).toMatchObject([
    { actor_id: 'li.lei', action: 'job.mended', object_id: dead.id },
    { actor_id: 'li.lei', action: 'job.replayed', object_id: dead.id },
  ])
  expect(rows[1]?.detail).toContain('NO_SUCH_TASK')
})

test('without a name for the audit nothing is changed', async () => {
  const { runner, letters, dead } = await oneDead()
  await expect(letters.replayJob(dead.id, { as: { kind: 'operator', id: '' } })).rejects.toThrow('actor.id')
  expect(await runner.runDue()).toBe(0)
})

test.each(['replayJob', 'discardJob'] as const)('%s refuses a job that is not dead', async deed => {
  const { letters } = await oneDead()
  const waiting = await world.row('b')
  for (const id of [String(waiting?.id), '999', 'x', '1 OR 1=1'])
    await expect(letters[deed](id, by)).rejects.toEqual(missing)
  await expect(letters.mendJob('999', {}, by)).rejects.toEqual(missing)
  expect(await world.audited()).toEqual([])
})

test('what dying causes happens with the death, once', async () => {
  const codes: string[] = []
  const { letters } = await oneDead({
    async onDead(_payload, _tx, { code, enqueue, record }) {
      codes.push(code)
      await enqueue([{ kind: 'tellSomebody', key: 'told', payload: {} }])
      record({
        actor: { kind: 'system', id: 'outbox' },
        action: 'case.stuck',
        object: { kind: 'case', id: '1' },
      })
    },
  })
  expect(codes).toEqual(['NO_SUCH_TASK'])
  expect(await world.row('told')).toMatchObject({ state: 'waiting' })
  expect(await world.audited()).toMatchObject([{ action: 'case.stuck' }])
  expect(await letters.listDeadJobs()).toHaveLength(1)
})

test('a job is dead and visible even if what dying causes fails', async () => {
  const { dead } = await oneDead({ onDead: () => Promise.reject(new Problem('CASE_MOVED_ON')) })
  expect(dead.lastError).toBe('ON_DEAD_FAILED')
})

test('a long list comes page by page', async () => {
  const { runner, letters, dead } = await oneDead()
  await world.write({ kind: 'dispatchTask', key: 'c', payload: { taskId: 'wrong' } })
  await runner.runDue()
  expect((await letters.listDeadJobs({ limit: 1 })).map(({ key }) => key)).toEqual(['a'])
  expect((await letters.listDeadJobs({ limit: 1, after: dead.id })).map(({ key }) => key)).toEqual(['c'])
})
