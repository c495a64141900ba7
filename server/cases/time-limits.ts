import { isFinal } from '@shared/cases/stage'
import { deadline, workingDaysLeft, type TermClock } from '@shared/formats/term-clock'
import { workingDaysBetween, type Calendar, type PromisedDay } from '@shared/formats/working-days'
import type { CaseState } from './evolve'

const clockOf = (state: CaseState, workingDays: number): TermClock => ({
  startedOn: state.term.startedOn,
  workingDays,
  pauses: state.term.pauses,
})

const dayOrNull = (state: CaseState, workingDays: number, calendar: Calendar): PromisedDay | null => {
  const ends = deadline(clockOf(state, workingDays), calendar)
  return ends.is === 'set' ? ends : null
}

/** 承诺时限 as a day; null while a correction stops the clock, because nobody can know it then. */
export const promiseOf = (state: CaseState, calendar: Calendar): PromisedDay | null =>
  dayOrNull(state, state.promisedDays, calendar)

/** 法定时限 as a day; null while a correction stops the clock. */
export const statutoryOf = (state: CaseState, calendar: Calendar): PromisedDay | null =>
  dayOrNull(state, state.statutoryDays, calendar)

/**
 * Working days before the promised day, counted like everywhere else a citizen reads them; negative when it has passed,
 * days on which a correction stopped the clock left out. Null when the clock stands still or the case ended.
 */
export const daysLeft = (state: CaseState, today: string, calendar: Calendar): number | null => {
  const promise = promiseOf(state, calendar)
  if (state.correction || isFinal(state.stage) || !promise) return null
  return today <= promise.day
    ? workingDaysBetween(today, promise.day, calendar)
    : workingDaysLeft(today, clockOf(state, state.promisedDays), calendar)
}
