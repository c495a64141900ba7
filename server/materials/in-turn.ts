import { Problem } from '@shared/problem'

const mostWaiting = 20

/**
 * A queue for work that costs much memory: one at a time, up to twenty wait, further ones are asked to come back.
 * What it returns throws Problem BUSY when the queue is full.
 */
export function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = false
  return async work => {
    if (running) {
      if (waiting.length >= mostWaiting) throw new Problem('BUSY', { retryAfterS: 10 })
      await new Promise<void>(resolve => waiting.push(resolve))
    }
    running = true
    try {
      return await work()
    } finally {
      // The turn is handed over, not given up: nobody slips in between.
      const next = waiting.shift()
      if (next) next()
      else running = false
    }
  }
}
