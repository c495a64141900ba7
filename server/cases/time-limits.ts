import { isFinal } from '@shared/cases/stage'
import { deadline, workingDaysLeft, type Promised, type TermClock } from '@shared/formats/working-days'
import type { Calendar } from '../calendar'
import type { CaseState } from './evolve'

const clockOf = (state: CaseState, workingDays: number): TermClock => ({
  startedOn: state.term.startedOn,
  workingDays,
  pauses: state.term.pauses,
})

/** 承诺时限 as a day; null while a correction stops the clock, because nobody can know it then. */
export const promiseOf = (state: CaseState, calendar: Calendar): Promised | null =>
  state.correction ? null : deadline(clockOf(state, state.promisedDays), calendar)

/** 法定时限 as a day; null while a correction stops the clock. */
export const statutoryOf = (state: CaseState, calendar: Calendar): Promised | null =>
  state.correction ? null : deadline(clockOf(state, state.statutoryDays), calendar)

/** Working days before the promised day, negative when it has passed; null when the clock stands still or the case ended. */
export const daysLeft = (state: CaseState, today: string, calendar: Calendar): number | null =>
  state.correction || isFinal(state.stage)
    ? null
    : workingDaysLeft(today, clockOf(state, state.promisedDays), calendar)
