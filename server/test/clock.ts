import type { Clock } from '../clock'

/** A clock that stands still until the test moves it. */
export interface TestClock extends Clock {
  advance(ms: number): void
}

export const createTestClock = (iso = '2026-03-02T01:00:00Z'): TestClock => {
  let atMs = new Date(iso).getTime()
  if (Number.isNaN(atMs)) throw new RangeError(`not an instant: ${iso}`)
  return {
    now: () => new Date(atMs),
    advance: ms => {
      atMs += ms
    },
  }
}
