/** What time it is for the business: due dates, time limits, events. Leases and time-outs use real time instead. */
export interface Clock {
  now(): Date
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() }
