import { createDeadLetters, JobRefused, type JobKind } from '../jobs'
import { setUp } from '../jobs/test/set-up'
import { runJobsCommand } from './jobs'

let world: Awaited<ReturnType<typeof setUp>>
beforeEach(async () => {
  world = await setUp()
})
afterEach(() => world.dispose())

const refusing: JobKind = {
  kind: 'dispatchTask',
  deadlineMs: 1000,
  maxAttempts: 1,
  perform: ({ taskId }) =>
    taskId === 'wrong' ? Promise.reject(new JobRefused('NO_SUCH_TASK')) : Promise.resolve(),
  record: () => {},
}

const oneDead = async () => {
  const runner = world.buildRunner([refusing])
  await world.write({ kind: refusing.kind, key: 'dispatch:1', payload: { taskId: 'wrong' } })
  await runner.runDue()
  const id = String((await world.row('dispatch:1'))?.id)
  const type = async (...argv: string[]) => {
    const printed: string[] = []
    const options = {
      deadLetters: createDeadLetters(world),
      stats: runner.stats,
      print: (line: string) => void printed.push(line),
    }
    return { code: await runJobsCommand(argv, options), text: printed.join('\n') }
  }
  return { id, runner, type }
}

test('the bare command tells the numbers', async () => {
  const { type } = await oneDead()
  expect(await type()).toEqual({ code: 0, text: 'waiting 0, running 0, dead 1, longest overdue 0 s' })
})

test('an operator sees, mends and replays a dead job', async () => {
  const { id, runner, type } = await oneDead()
  expect((await type('list')).text).toContain(`${id}  dispatchTask  dispatch:1  NO_SUCH_TASK after 1 tries`)
  expect(JSON.parse((await type('list', '--json')).text)).toMatchObject({ payload: { taskId: 'wrong' } })
  expect(await type('mend', id, '--payload', '{"taskId":"right"}', '--as', 'li.lei')).toMatchObject({
    code: 0,
  })
  expect(await type('replay', id, '--as', 'li.lei')).toEqual({ code: 0, text: `${id} replayed` })
  await runner.runDue()
  expect((await type('list')).text).toBe('no dead jobs')
})

test('an operator gives a dead job up', async () => {
  const { id, type } = await oneDead()
  expect(await type('discard', id, '--as', 'li.lei')).toEqual({ code: 0, text: `${id} discarded` })
  expect((await type()).text).toContain('dead 0')
})

test.each([
  [['replay', '1'], 'say who you are'],
  [['replay', '--as', 'li.lei'], 'needs the id'],
  [['mend', '1', '--as', 'li.lei'], '--payload'],
  [['mend', '1', '--payload', '[1]', '--as', 'li.lei'], '--payload'],
  [['bury', '1'], 'unknown: jobs bury'],
  [['list', '--all'], '--all'],
])('%j is answered with what is missing and how to say it', async (argv, why) => {
  const { type } = await oneDead()
  const { code, text } = await type(...argv)
  expect(code).toBe(2)
  expect(text).toContain(why)
  expect(text).toContain('jobs replay ID')
})
