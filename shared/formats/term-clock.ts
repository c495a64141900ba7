import { type Day, isDay } from './day'
import {
  type Calendar,
  countedBetween,
  type Counts,
  nthCounted,
  promised,
  type PromisedDay,
  requireWorkingDays,
  workdayFrom,
} from './working-days'

/** A stop of the clock: from the day it was stopped to the day of the answer; without `to` it still stands. */
export interface Pause {
  from: Day
  to?: Day
}

/** 时限: how long an authority may take. Pauses may overlap and come in any order. */
export interface TermClock {
  startedOn: Day
  workingDays: number
  pauses: readonly Pause[]
}

const requireClock = ({ startedOn, workingDays, pauses }: TermClock): void => {
  requireWorkingDays(workingDays)
  const real = pauses.every(({ from, to }) => isDay(from) && (to === undefined || (isDay(to) && from <= to)))
  if (!isDay(startedOn) || !real)
    throw new RangeError('a term clock needs real days, and no answer before its stop')
}

const running =
  ({ pauses }: TermClock): Counts =>
  day =>
    !pauses.some(({ from, to }) => from <= day && (to === undefined || day <= to))

/** Does the clock stand on this day, the day of the stop and the day of the answer included? @throws RangeError */
export const isStopped = (clock: TermClock, on: Day): boolean => {
  requireClock(clock)
  return !running(clock)(on)
}

/** `stopped`: no day can be named while an open pause holds the clock; `since` is the day it stopped. */
export type Deadline =
  | ({ is: 'set' } & PromisedDay)
  | { is: 'stopped'; since: Day; workingDaysLeft: number; calendarVersion: string }

/**
 * The last day of the term, pauses taken out: time for hearing, tender, auction, inspection, test, quarantine,
 * appraisal and expert review is not counted (行政许可法 第四十五条), days are working days (第八十二条), and the start
 * follows the rules of `promisedBy`.
 *
 * Neither the day of the stop nor the day of the answer counts: the clock stood during part of both, and an answer
 * that arrives on the evening of the last day still leaves a whole working day. So a stop answered the same day costs
 * at most one working day. A stop that comes after the deadline changes nothing.
 * @throws RangeError for text that is no day, an answer before its stop, or working days outside 0–2600
 */
export const deadline = (clock: TermClock, calendar: Calendar): Deadline => {
  requireClock(clock)
  const open = clock.pauses.filter(pause => pause.to === undefined).map(pause => pause.from)
  const since = open.sort()[0]
  if (since !== undefined) {
    const left = workingDaysLeft(since, clock, calendar)
    if (left > 0) return { is: 'stopped', since, workingDaysLeft: left, calendarVersion: calendar.version }
  }
  const start = workdayFrom(clock.startedOn, calendar)
  const day = nthCounted(start, clock.workingDays, calendar, running(clock))
  return { is: 'set', ...promised(day, calendar) }
}

/**
 * Working days left after `today`: 0 on the last day, negative once it has passed, all of them before the start. The
 * number stands still while the clock does. @throws RangeError as `deadline`
 */
export const workingDaysLeft = (today: Day, clock: TermClock, calendar: Calendar): number => {
  requireClock(clock)
  if (!isDay(today)) throw new RangeError('not a calendar day YYYY-MM-DD')
  return (
    clock.workingDays -
    countedBetween(workdayFrom(clock.startedOn, calendar), today, calendar, running(clock))
  )
}
