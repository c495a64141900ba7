import { Problem } from '@shared/problem'

const atOnce = 2
const mostWaiting = 20
let running = 0
const waiting: (() => void)[] = []

/**
 * Decoding costs memory and a processor: two files at a time, the others wait, and more than twenty are asked to come back.
 * @throws Problem BUSY
 */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) throw new Problem('BUSY', { retryAfterS: 10 })
    await new Promise<void>(resolve => waiting.push(resolve))
  } else running += 1
  try {
    return await work()
  } finally {
    // The place is handed over, not freed: nobody slips in between.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
