/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
}

export interface Estimate {
  median: number
  /** Bootstrap 95 % confidence interval of the median. */
  low: number
  high: number
}

/** The median of the rounds with what chance may have made of it: 5000 resamples, the same every time. */
export function estimate(rounds: readonly number[]): Estimate {
  const draw = randomFrom(20260302)
  const resampled = Array.from({ length: 5_000 }, () =>
    median(rounds.map(() => rounds[Math.floor(draw() * rounds.length)] ?? NaN)),
  ).sort((a, b) => a - b)
  const at = (share: number): number => resampled[Math.floor((resampled.length - 1) * share)] ?? NaN
  return { median: median(rounds), low: at(0.025), high: at(0.975) }
}

/** Marsaglia's xorshift32: numbers from 0 to 1, alike in every run, so that a report can be made again from its rounds. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
