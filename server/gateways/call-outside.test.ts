import { Problem } from '@shared/problem'
import { createTestClock } from '../test/clock'
import { createOutsideCaller, OutsideError, type OutsideCallerOptions } from './call-outside'

const buildCaller = (options: Partial<OutsideCallerOptions> = {}) =>
  createOutsideCaller({
    system: 'tax-office',
    deadlineMs: 5000,
    maxInFlight: 10,
    halfOpenAfterMs: 30_000,
    ...options,
  })

const failed = async (call: Promise<unknown>): Promise<OutsideError> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof OutsideError) return error
  throw new Error('expected an OutsideError', { cause: error })
}

const down = () => Promise.reject(new OutsideError('refused'))
const up = () => Promise.resolve('answer')
const never = () => new Promise<never>(() => undefined)

test('an answer comes back as it is', async () => {
  await expect(buildCaller().call(up)).resolves.toBe('answer')
})

test('a system that never answers is a timeout, even for work that ignores its signal', async () => {
  const caller = buildCaller({ deadlineMs: 5 })
  const error = await failed(caller.call(never))
  expect(error).toMatchObject({ kind: 'timeout', system: 'tax-office', retry: true, attemptSpent: true })
  expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', status: 503 })
  expect(caller.stats().inFlight).toBe(0)
})

test('work is told to stop at the deadline', async () => {
  let told: AbortSignal | undefined
  await failed(
    buildCaller({ deadlineMs: 5 }).call(signal => {
      told = signal
      return never()
    }),
  )
  expect(told?.aborted).toBe(true)
})

test('more calls than the bulkhead holds are turned away at once and cost no attempt', async () => {
  const caller = buildCaller({ maxInFlight: 2 })
  const stop = new AbortController()
  const held = [1, 2].map(() => failed(caller.call(never, { signal: stop.signal })))
  expect(await failed(caller.call(up))).toMatchObject({
    kind: 'busy',
    attemptSpent: false,
    retryAfterMs: 1000,
  })
  stop.abort()
  await Promise.all(held)
  await expect(caller.call(up)).resolves.toBe('answer')
})

test('one silent system does not delay another', async () => {
  const stop = new AbortController()
  const silent = buildCaller({ maxInFlight: 1 })
  const held = failed(silent.call(never, { signal: stop.signal }))
  await expect(buildCaller({ system: 'housing' }).call(up)).resolves.toBe('answer')
  stop.abort()
  await held
})

describe('the circuit', () => {
  const opened = async () => {
    const clock = createTestClock()
    const changes: string[] = []
    const caller = buildCaller({ clock, onCircuit: (system, state) => changes.push(`${system} ${state}`) })
    for (let n = 0; n < 5; n += 1) await failed(caller.call(down))
    return { clock, caller, changes }
  }

  test('opens after five failures in a row, and then nobody is asked', async () => {
    const { clock, caller, changes } = await opened()
    clock.advance(10_000)
    let asked = 0
    const error = await failed(
      caller.call(() => {
        asked += 1
        return up()
      }),
    )
    expect(error).toMatchObject({ kind: 'open', attemptSpent: false, retryAfterMs: 20_000, retryAfterS: 20 })
    expect(asked).toBe(0)
    expect(changes).toEqual(['tax-office open'])
  })

  test('stays closed while good answers come between the failures', async () => {
    const caller = buildCaller()
    for (let n = 0; n < 20; n += 1) await (n % 5 === 4 ? caller.call(up) : failed(caller.call(down)))
    expect(caller.stats().circuit).toBe('closed')
  })

  test('lets exactly one call try after the wait, and closes when it succeeds', async () => {
    const { clock, caller, changes } = await opened()
    clock.advance(30_000)
    let answer = (_text: string) => {}
    const probe = caller.call(() => new Promise<string>(resolve => (answer = resolve)))
    expect(await failed(caller.call(up))).toMatchObject({ kind: 'open' })
    answer('back')
    await expect(probe).resolves.toBe('back')
    await expect(caller.call(up)).resolves.toBe('answer')
    expect(changes).toEqual(['tax-office open', 'tax-office halfOpen', 'tax-office closed'])
  })

  test('opens again at once when the trying call fails', async () => {
    const { clock, caller } = await opened()
    clock.advance(30_000)
    expect(await failed(caller.call(down))).toMatchObject({ kind: 'refused' })
    expect(await failed(caller.call(up))).toMatchObject({ kind: 'open', retryAfterMs: 30_000 })
  })

  test('a trying call that we ourselves stop leaves the next one free to try', async () => {
    const { clock, caller } = await opened()
    clock.advance(30_000)
    const stop = new AbortController()
    const probe = failed(caller.call(never, { signal: stop.signal }))
    stop.abort()
    await probe
    await expect(caller.call(up)).resolves.toBe('answer')
  })

  test('answers that refuse one request do not open it', async () => {
    const caller = buildCaller()
    for (let n = 0; n < 10; n += 1)
      await failed(caller.call(() => Promise.reject(new OutsideError('http', { theirStatus: 404 }))))
    expect(caller.stats().circuit).toBe('closed')
  })

  test('calls that were under way when it opened do not lengthen the wait', async () => {
    const clock = createTestClock()
    const caller = buildCaller({ clock })
    let fail = () => {}
    const late = failed(
      caller.call(
        () => new Promise((_resolve, reject) => (fail = () => reject(new OutsideError('refused')))),
      ),
    )
    for (let n = 0; n < 5; n += 1) await failed(caller.call(down))
    clock.advance(29_000)
    fail()
    await late
    expect(await failed(caller.call(up))).toMatchObject({ kind: 'open', retryAfterMs: 1000 })
  })
})

test('a verdict on their answer passes through unchanged', async () => {
  const caller = buildCaller({ failuresToOpen: 1 })
  const verdict = new Problem('IDENTITY_NOT_CONFIRMED')
  await expect(caller.call(() => Promise.reject(verdict))).rejects.toBe(verdict)
  expect(caller.stats().circuit).toBe('closed')
})

test.each([
  ['a broken connection inside a library', Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'refused'],
  [
    'the same, wrapped',
    new Error('x', { cause: Object.assign(new Error('y'), { code: 'ENOTFOUND' }) }),
    'refused',
  ],
  ['an answer of another shape than agreed', new TypeError('no such field'), 'garbage'],
])('%s is translated', async (_name, cause, kind) => {
  expect(await failed(buildCaller().call(() => Promise.reject(cause)))).toMatchObject({ kind, cause })
})

test.each([
  [302, true],
  [400, false],
  [404, false],
  [408, true],
  [429, true],
  [500, true],
  [503, true],
])('status %i: worth trying again is %s', (theirStatus, retry) => {
  expect(new OutsideError('http', { theirStatus })).toMatchObject({ retry })
})

test('their answer does not show when the error is printed', () => {
  const error = new OutsideError('http', { theirStatus: 400, body: { name: '张三' } })
  expect(error.body()).toEqual({ name: '张三' })
  expect(JSON.stringify({ ...error })).not.toContain('张三')
})
