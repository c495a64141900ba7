import { systemClock, type Clock } from './clock'

export interface MovableClock extends Clock {
  /** How far this clock is ahead of real time, in milliseconds; negative when behind. */
  readonly offsetMs: number
  /** Sets the offset and tells every listener; resolves when all of them have finished. */
  moveTo(offsetMs: number): Promise<void>
  /** `listen` runs after each move. Returns how to stop listening. */
  onMove(listen: (now: Date) => unknown): () => void
}

/** A clock that runs at the speed of real time but can be set, so that a sandbox can show a ninety-day case in a minute. */
export const createMovableClock = (offsetMs = 0, real: Clock = systemClock): MovableClock => {
  const listeners = new Set<(now: Date) => unknown>()
  let offset = checkedOffset(offsetMs)
  const now = () => new Date(real.now().getTime() + offset)
  return {
    now,
    get offsetMs() {
      return offset
    },
    async moveTo(nextOffsetMs) {
      offset = checkedOffset(nextOffsetMs)
      for (const listen of [...listeners]) await listen(now())
    },
    onMove(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
}

const checkedOffset = (offsetMs: number): number => {
  if (!Number.isSafeInteger(offsetMs)) throw new RangeError('offsetMs must be a whole number of milliseconds')
  return offsetMs
}
