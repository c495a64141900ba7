import { addDays, type Day, isDay, weekdayOf } from './day'

/** Which days are worked, as the State Council's yearly notice (国务院办公厅关于部分节假日安排的通知) settles it. */
export interface Calendar {
  /** Asked only for days up to `publishedUntil`. */
  isWorkday(day: Day): boolean
  /** Last day the notices cover. Beyond it only plain weekdays are known, and every result says `estimated`. */
  publishedUntil: Day
  /** Names the data, so that a decision can be explained years later. */
  version: string
}

export interface PromisedDay {
  day: Day
  /** True where the day lies beyond the published calendar: show it as an estimate, compute again when published. */
  estimated: boolean
  calendarVersion: string
}

// ten years of working days: nothing promised is longer, and a calendar without workdays must not hang us
const LONGEST = 2_600
const FARTHEST = 6_000

/** @throws RangeError unless a whole number from 0 to 2600 */
export const requireWorkingDays = (workingDays: number): void => {
  if (!Number.isInteger(workingDays) || workingDays < 0 || workingDays > LONGEST) {
    throw new RangeError('working days are a whole number from 0 to 2600')
  }
}

/** Is it worked? Beyond `publishedUntil`: Monday to Friday. @throws RangeError for text that is no day */
export const isWorkday = (day: Day, calendar: Calendar): boolean =>
  day <= calendar.publishedUntil ? calendar.isWorkday(day) : weekdayOf(day) <= 5

/** Which working days a term takes into account. */
export type Counts = (day: Day) => boolean
const everyDay: Counts = () => true

/** The n-th day after `from` that is worked and counts; `from` itself for 0. @throws RangeError */
export const nthCounted = (from: Day, n: number, calendar: Calendar, counts = everyDay): Day => {
  let day = from
  for (let left = n, walked = 0; left > 0; walked += 1) {
    if (walked > FARTHEST) throw new RangeError('the calendar holds too few working days')
    day = addDays(day, 1)
    if (isWorkday(day, calendar) && counts(day)) left -= 1
  }
  return day
}

/** The day itself when it is worked, otherwise the next one that is. @throws RangeError */
export const workdayFrom = (day: Day, calendar: Calendar): Day => nthCounted(addDays(day, -1), 1, calendar)

/** A day with what it rests on. */
export const promised = (day: Day, calendar: Calendar): PromisedDay => ({
  day,
  estimated: day > calendar.publishedUntil,
  calendarVersion: calendar.version,
})

/**
 * The last day of a time limit in working days (行政许可法 第八十二条: 期限以工作日计算，不含法定节假日).
 *
 * The day it starts is not counted (民法典 第二百零一条): started Monday, one working day ends Tuesday. A start on a day
 * that is not worked is taken as made on the next working day: started Saturday, one working day ends Tuesday too.
 * Zero working days end on the (moved) starting day.
 * @throws RangeError for text that is no day, or working days outside 0–2600
 */
export const promisedBy = (startOn: Day, workingDays: number, calendar: Calendar): PromisedDay => {
  requireWorkingDays(workingDays)
  return promised(nthCounted(workdayFrom(startOn, calendar), workingDays, calendar), calendar)
}

/** Working days that count after `from`, up to and including `to`; 0 when `to` is earlier. @throws RangeError */
export const countedBetween = (from: Day, to: Day, calendar: Calendar, counts = everyDay): number => {
  let days = 0
  for (let day = from; day < to;) {
    day = addDays(day, 1)
    if (isWorkday(day, calendar) && counts(day)) days += 1
  }
  return days
}

/**
 * Working days after `from` up to and including `to`; negative when `to` is earlier.
 * @throws RangeError for text that is no day
 */
export const workingDaysBetween = (from: Day, to: Day, calendar: Calendar): number => {
  if (!isDay(from) || !isDay(to)) throw new RangeError('not a calendar day YYYY-MM-DD')
  return to < from ? -countedBetween(to, from, calendar) : countedBetween(from, to, calendar)
}
