/** A calendar day in China, 'YYYY-MM-DD'. Compares correctly as text. */
export type Day = string

const DAY_MS = 86_400_000
const CHINA_OFFSET_MS = 8 * 3_600_000
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/

// `undefined` where the text is no day of the calendar, 30 February included
const toNumber = (day: string): number | undefined => {
  const [, year, month, date] = SHAPE.exec(day) ?? []
  if (year === undefined || Number(year) < 100) return undefined // Date.UTC reads 0–99 as 1900–1999
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(date))
  // the 31st of a shorter month, or a 13th month, comes out as another date
  const real = new Date(ms).getUTCDate() === Number(date) && Number(month) >= 1 && Number(month) <= 12
  return real ? ms / DAY_MS : undefined
}

const numberOf = (day: Day): number => {
  const number = toNumber(day)
  if (number === undefined) throw new RangeError('not a calendar day YYYY-MM-DD')
  return number
}

const fromMs = (ms: number): Day => {
  const text = new Date(ms).toISOString()
  if (!/^\d{4}-/.test(text)) throw new RangeError('day outside the years 0100–9999')
  return text.slice(0, 10)
}

/** Is this a real day written 'YYYY-MM-DD'? */
export const isDay = (value: string): boolean => toNumber(value) !== undefined

/** The day it is in China (+08:00, no daylight saving) at this instant, whatever the machine's time zone. */
export const dayOf = (instant: Date): Day => fromMs(instant.getTime() + CHINA_OFFSET_MS)

/** `days` may be negative. @throws RangeError for text that is no day */
export const addDays = (day: Day, days: number): Day => fromMs((numberOf(day) + days) * DAY_MS)

/** Days from `from` to `to`; negative when `to` is earlier. @throws RangeError for text that is no day */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from)

/** 1 Monday … 7 Sunday (ISO 8601). @throws RangeError for text that is no day */
export const weekdayOf = (day: Day): 1 | 2 | 3 | 4 | 5 | 6 | 7 => {
  const sinceThursday = ((numberOf(day) % 7) + 7) % 7 // 1970-01-01 was a Thursday
  return (((sinceThursday + 3) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7
}

/** Negative, zero or positive, as Array.sort wants it. */
export const compareDays = (a: Day, b: Day): number => (a < b ? -1 : a > b ? 1 : 0)
