import { Problem } from '@shared/problem'

/**
 * What went wrong outside.
 * - `timeout`: no complete answer within the deadline; whether they acted is unknown
 * - `refused`: no connection, or it broke off
 * - `garbage`: an answer that is not what was agreed (HTML, broken JSON, too large, wrong schema)
 * - `http`: a clear answer with a status other than 2xx
 * - `open`: not asked, because the last calls failed and they are being left alone for a while
 * - `busy`: not asked, because too many of our calls are with them already
 */
export type OutsideErrorKind = 'timeout' | 'refused' | 'garbage' | 'http' | 'open' | 'busy'

export interface OutsideErrorDetail {
  /** Their HTTP status, for kind `http`. */
  theirStatus?: number
  /** Their parsed JSON, for a gateway's code table. May hold personal data: never log it. */
  body?: unknown
  /** Whether the same call may succeed later. Defaults to true, for `http` by their status. */
  retry?: boolean
  /** Milliseconds from now before which another try makes no sense. */
  retryAfterMs?: number
  cause?: unknown
}

/** A call to an outside system that failed: SOURCE_UNAVAILABLE for the person, and exact for gateways and jobs. */
export class OutsideError extends Problem {
  /** Which outside system; filled in by its caller. */
  system: string | undefined
  readonly kind: OutsideErrorKind
  readonly theirStatus: number | undefined
  readonly retry: boolean
  readonly retryAfterMs: number | undefined
  /** False when nothing left this machine: a job has then not used up one of its attempts. */
  readonly attemptSpent: boolean
  // a private field, so that no logger prints it by walking the error's properties
  readonly #body: unknown

  constructor(kind: OutsideErrorKind, detail: OutsideErrorDetail = {}) {
    const { retryAfterMs, theirStatus } = detail
    super('SOURCE_UNAVAILABLE', {
      cause: detail.cause,
      ...(retryAfterMs === undefined ? {} : { retryAfterS: Math.ceil(retryAfterMs / 1000) }),
    })
    this.name = 'OutsideError'
    this.kind = kind
    this.theirStatus = theirStatus
    this.retry = detail.retry ?? (kind !== 'http' || mayHeal(theirStatus))
    this.retryAfterMs = retryAfterMs
    this.attemptSpent = kind !== 'open' && kind !== 'busy'
    this.#body = detail.body
  }

  /** Their parsed JSON answer, if there was one. May hold personal data. */
  body(): unknown {
    return this.#body
  }

  /** Whether it speaks against the health of their system, rather than against this one call. */
  get countsAgainstThem(): boolean {
    if (this.kind === 'http') return this.theirStatus === undefined || this.theirStatus >= 500
    return this.attemptSpent
  }
}

const mayHeal = (theirStatus: number | undefined): boolean => {
  if (theirStatus === undefined || theirStatus < 400 || theirStatus >= 500) return true
  return theirStatus === 408 || theirStatus === 425 || theirStatus === 429
}
