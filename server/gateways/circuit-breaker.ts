import type { Clock } from '../clock'

export type CircuitState = 'closed' | 'open' | 'halfOpen'

/** The result of asking the breaker: go ahead (and report back), or wait this many milliseconds. */
export type Permit =
  { is: 'go'; report(outcome: 'good' | 'bad' | 'unknown'): void } | { is: 'wait'; retryAfterMs: number }

export interface CircuitBreaker {
  ask(): Permit
  state(): CircuitState
}

/**
 * After `failuresToOpen` failures in a row nobody is let through for `halfOpenAfterMs`; then one call tries, and its
 * outcome decides. Outcomes of calls let through before the last change of state no longer count.
 */
export const createCircuitBreaker = (options: {
  failuresToOpen: number
  halfOpenAfterMs: number
  /** Real time, also in the sandbox: an outside system does not recover because our clock was moved. */
  clock: Clock
  onChange?: (state: CircuitState) => void
}): CircuitBreaker => {
  let state: CircuitState = 'closed'
  let era = 0
  let failures = 0
  let openedAtMs = 0
  let probing = false

  const nowMs = () => options.clock.now().getTime()
  const become = (next: CircuitState) => {
    const changed = state !== next
    state = next
    era += 1
    failures = 0
    probing = false
    if (next === 'open') openedAtMs = nowMs()
    if (changed) options.onChange?.(next)
  }

  const letThrough = (): Permit => {
    const eraOfCall = era
    const isProbe = state === 'halfOpen'
    probing = isProbe
    return {
      is: 'go',
      report(outcome) {
        if (eraOfCall !== era) return
        if (outcome === 'good') {
          if (isProbe) become('closed')
          else failures = 0
        } else if (outcome === 'bad') {
          failures += 1
          if (isProbe || failures >= options.failuresToOpen) become('open')
        } else if (isProbe) probing = false
      },
    }
  }

  return {
    ask() {
      if (state === 'open') {
        const waitedMs = nowMs() - openedAtMs
        // a wall clock set back must not keep them shut out for longer than promised
        if (waitedMs >= 0 && waitedMs < options.halfOpenAfterMs)
          return { is: 'wait', retryAfterMs: options.halfOpenAfterMs - waitedMs }
        become('halfOpen')
      }
      if (state === 'halfOpen' && probing) return { is: 'wait', retryAfterMs: options.halfOpenAfterMs }
      return letThrough()
    },
    state: () => state,
  }
}
