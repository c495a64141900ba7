/**
 * Throw this from `perform` when trying again is pointless: the job is dead at once.
 * `code` says why in capitals, e.g. 'ITEM_WITHDRAWN'; it is stored and shown, so it carries no personal data.
 */
export class JobRefused extends Error {
  readonly retry = false
  readonly code: string
  constructor(code: string, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause })
    this.name = 'JobRefused'
    this.code = code
  }
}

/** What an error says about trying again. Any error may carry these fields; the wrapper around outside calls does. */
export interface RetryAdvice {
  /** What is stored in `last_error`: never a message, which could quote personal data. */
  code: string
  retry: boolean
  retryAfterMs: number | undefined
  /** False when nothing was sent: the job keeps its attempts, however long the outside is away. */
  attemptSpent: boolean
}

/** Reads the advice off an error or the nearest cause that gives any. */
export const readAdvice = (error: unknown): RetryAdvice => {
  const chain = causesOf(error)
  const first = (name: string, fits: (value: unknown) => boolean): unknown =>
    chain.map(link => link[name]).find(value => fits(value))
  const code = first('code', isCode) ?? 'UNEXPECTED'
  const kind = first('kind', value => typeof value === 'string' && /^[a-z][A-Za-z]{1,20}$/.test(value))
  const retryAfterMs = first('retryAfterMs', value => typeof value === 'number' && value >= 0)
  return {
    code: typeof kind === 'string' ? `${String(code)}:${kind}` : String(code),
    retry: first('retry', isBoolean) !== false,
    retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : undefined,
    attemptSpent: first('attemptSpent', isBoolean) !== false,
  }
}

/** The ladder unless a kind has its own: 1 s, 2 s, 4 s … up to 15 minutes. */
export const defaultRetryDelayMs = (attempt: number): number =>
  Math.min(1000 * 2 ** (attempt - 1), 15 * 60_000)

/**
 * How long until the next try, in milliseconds. Full jitter (anywhere from nothing to the ladder's step), so that
 * jobs that failed together do not return together; on top of what the other side asked for.
 */
export const jitteredDelayMs = (stepMs: number, advice: RetryAdvice, random: () => number): number =>
  Math.ceil((advice.retryAfterMs ?? 0) + random() * stepMs)

const isBoolean = (value: unknown) => typeof value === 'boolean'
// no digits: a code can then never be a document number
const isCode = (value: unknown) => typeof value === 'string' && /^[A-Z][A-Z_]{2,47}$/.test(value)

const causesOf = (error: unknown): Record<string, unknown>[] => {
  const chain: Record<string, unknown>[] = []
  let link: unknown = error
  while (typeof link === 'object' && link !== null && chain.length < 5) {
    chain.push(link as Record<string, unknown>)
    link = (link as { cause?: unknown }).cause
  }
  return chain
}
