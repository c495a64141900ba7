const tickMs = 100

type Due = { atMs: number; deed: (atMs: number) => void }

/**
 * The sandbox's own time: real time plus an offset that only grows. A deed runs once its moment has passed and is
 * told that moment, so that a week skipped in one step still leaves events in their right order and time.
 */
export const createClock = () => {
  let offsetMs = 0
  const waiting: Due[] = []
  const onTick: (() => void)[] = []
  const nowMs = (): number => Date.now() + offsetMs

  const runDue = (): void => {
    for (;;) {
      const next = waiting[0]
      if (!next || next.atMs > nowMs()) break
      waiting.shift()
      next.deed(next.atMs)
    }
    for (const tell of onTick) tell()
  }
  const ticker = setInterval(runDue, tickMs)
  ticker.unref()

  return {
    nowMs,
    offsetMs: (): number => offsetMs,
    /** Runs `deed` when the clock passes `atMs`; of two at the same moment the earlier asked first. */
    at(atMs: number, deed: Due['deed']): void {
      let place = waiting.length
      while (place > 0 && (waiting[place - 1]?.atMs ?? 0) > atMs) place -= 1
      waiting.splice(place, 0, { atMs, deed })
    },
    eachTick: (tell: () => void): void => void onTick.push(tell),
    advance(byMs: number): void {
      offsetMs += byMs
      runDue()
    },
    stop: (): void => clearInterval(ticker),
  }
}

export type Clock = ReturnType<typeof createClock>

const shanghaiMs = 8 * 3_600_000

/** 'YYYY-MM-DD' in China. */
export const dayIn = (ms: number): string => new Date(ms + shanghaiMs).toISOString().slice(0, 10)

/** 'YYYY-MM-DD HH:MM:SS' in China. */
export const timeIn = (ms: number): string =>
  new Date(ms + shanghaiMs).toISOString().slice(0, 19).replace('T', ' ')
