import type { Parameters } from 'fast-check'

declare const process: { env: Record<string, string | undefined> }

/** Settings of a random test. A failure prints its seed; `SEED=… npx jest …` plays the same values again. */
export const runs = (numRuns: number): Parameters<unknown> => {
  const seed = Number(process.env['SEED'])
  return Number.isInteger(seed) && seed !== 0 ? { numRuns, seed } : { numRuns }
}
