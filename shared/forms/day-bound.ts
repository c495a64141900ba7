import { addDays, isDay, type Day } from '../formats/day'

const RELATIVE = /^today(?:([+-])(\d{1,5}))?$/

/** 'today', 'today+3', 'today-30' or a fixed day. */
export const isDayBound = (bound: unknown): bound is string =>
  typeof bound === 'string' && (RELATIVE.test(bound) || isDay(bound))

/** The day a bound means on `today`; undefined when it is no bound. */
export const dayOfBound = (bound: unknown, today: Day): Day | undefined => {
  if (!isDayBound(bound)) return undefined
  const relative = RELATIVE.exec(bound)
  if (!relative) return bound
  return addDays(today, Number(relative[2] ?? 0) * (relative[1] === '-' ? -1 : 1))
}
