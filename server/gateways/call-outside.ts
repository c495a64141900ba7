import { Problem } from '@shared/problem'
import { systemClock, withinDeadline, type Clock } from '../clock'
import { createCircuitBreaker, type CircuitState } from './circuit-breaker'
import { OutsideError } from './outside-error'

export { fetchBytes, fetchJson, type OutsideRequest, type OutsideReply } from './fetch-json'
export { OutsideError, type OutsideErrorKind } from './outside-error'
export type { CircuitState } from './circuit-breaker'

export interface OutsideCallerOptions {
  /** Which outside system, e.g. 'wechat-pay'. One caller per system, so that one silent system delays nobody else. */
  system: string
  /** Each call is aborted after this many milliseconds, and has failed then even if it ignores its signal. */
  deadlineMs: number
  /** Bulkhead: how many calls may be with them at once. */
  maxInFlight: number
  /** Failures in a row that open the circuit. Default 5. */
  failuresToOpen?: number
  /** How long an open circuit waits before one call may try, in milliseconds. Default 30 s. */
  halfOpenAfterMs?: number
  /** Real time. */
  clock?: Clock
  onCircuit?: (system: string, state: CircuitState) => void
}

export interface OutsideCaller {
  /**
   * Runs `work` with an AbortSignal that ends at the deadline, or earlier with the given signal.
   * Rejects with an OutsideError (a Problem SOURCE_UNAVAILABLE). Any other Problem thrown by `work` is a verdict on
   * their answer: it passes through and does not count against them.
   */
  call<T>(work: (signal: AbortSignal) => Promise<T>, options?: { signal?: AbortSignal }): Promise<T>
  stats(): { system: string; inFlight: number; circuit: CircuitState }
}

const busyRetryMs = 1000

/** The one wrapper around every outside system: deadline, bulkhead, circuit breaker, and errors in our words. */
export const createOutsideCaller = (options: OutsideCallerOptions): OutsideCaller => {
  const { system, deadlineMs, maxInFlight } = options
  const breaker = createCircuitBreaker({
    failuresToOpen: options.failuresToOpen ?? 5,
    halfOpenAfterMs: options.halfOpenAfterMs ?? 30_000,
    clock: options.clock ?? systemClock,
    onChange: state => options.onCircuit?.(system, state),
  })
  let inFlight = 0

  const named = (error: OutsideError) => {
    error.system ??= system
    return error
  }

  return {
    async call(work, { signal } = {}) {
      if (inFlight >= maxInFlight) throw named(new OutsideError('busy', { retryAfterMs: busyRetryMs }))
      const permit = breaker.ask()
      if (permit.is === 'wait') throw named(new OutsideError('open', { retryAfterMs: permit.retryAfterMs }))
      inFlight += 1
      try {
        const answer = await withinDeadline(work, deadlineMs, signal)
        permit.report('good')
        return answer
      } catch (error) {
        if (error instanceof Problem && !(error instanceof OutsideError)) {
          permit.report('good')
          throw error
        }
        const failure = named(asOutsideError(error))
        // we hung up, so nothing was learned about them
        if (failure.kind === 'timeout' && signal?.aborted && !isTimeout(signal.reason))
          permit.report('unknown')
        else permit.report(failure.countsAgainstThem ? 'bad' : 'good')
        throw failure
      } finally {
        inFlight -= 1
      }
    },
    stats: () => ({ system, inFlight, circuit: breaker.state() }),
  }
}

const asOutsideError = (error: unknown): OutsideError => {
  if (error instanceof OutsideError) return error
  if (isTimeout(error) || isAbort(error)) return new OutsideError('timeout', { cause: error })
  if (isNetworkError(error)) return new OutsideError('refused', { cause: error })
  return new OutsideError('garbage', { cause: error })
}

// by shape, not by class: a DOMException and an error of Node's own need not be our realm's Error
const read = (error: unknown, property: 'name' | 'code' | 'cause'): unknown =>
  typeof error === 'object' && error !== null && property in error
    ? (error as Partial<Record<typeof property, unknown>>)[property]
    : undefined

const isTimeout = (error: unknown) => read(error, 'name') === 'TimeoutError'
const isAbort = (error: unknown) => read(error, 'name') === 'AbortError'
const isNetworkError = (error: unknown): boolean => {
  const code = read(error, 'code')
  if (typeof code === 'string' && /^(E[A-Z]+|UND_ERR_\w+|ERR_TLS_\w+|CERT_\w+)$/.test(code)) return true
  const cause = read(error, 'cause')
  return cause !== undefined && isNetworkError(cause)
}
