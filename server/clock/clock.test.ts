import { createMovableClock, systemClock } from '.'
import { createTestClock } from '../test/clock'

const dayMs = 86_400_000

test('a movable clock starts as real time and runs at the same speed', () => {
  const real = createTestClock('2026-03-02T01:00:00Z')
  const clock = createMovableClock(0, real)
  expect(clock.now()).toEqual(real.now())
  real.advance(1500)
  expect(clock.now().toISOString()).toBe('2026-03-02T01:00:01.500Z')
})

test('a moved clock keeps its distance from real time', async () => {
  const real = createTestClock('2026-03-02T01:00:00Z')
  const clock = createMovableClock(0, real)
  await clock.moveTo(90 * dayMs)
  real.advance(1000)
  expect(clock.now().toISOString()).toBe('2026-05-31T01:00:01.000Z')
  expect(clock.offsetMs).toBe(90 * dayMs)
})

test('moving the clock finishes only when everyone who listens has finished', async () => {
  const clock = createMovableClock(0, createTestClock('2026-03-02T01:00:00Z'))
  const seen: string[] = []
  const stop = clock.onMove(async now => {
    await Promise.resolve()
    seen.push(now.toISOString())
  })
  await clock.moveTo(dayMs)
  expect(seen).toEqual(['2026-03-03T01:00:00.000Z'])
  stop()
  await clock.moveTo(0)
  expect(seen).toHaveLength(1)
})

test('an offset that is no whole number of milliseconds is refused', async () => {
  expect(() => createMovableClock(Number.NaN)).toThrow(RangeError)
  await expect(createMovableClock().moveTo(0.5)).rejects.toThrow(RangeError)
})

test('every reading is a new Date, so no caller can move another’s time', () => {
  const clock = createTestClock('2026-03-02T01:00:00Z')
  clock.now().setFullYear(1999)
  expect(clock.now().getUTCFullYear()).toBe(2026)
  expect(systemClock.now()).toBeInstanceOf(Date)
})
