import type { Calendar } from '@shared/formats/working-days'
import { weekdayOf } from '@shared/formats/day'
import published from 'chinese-days/dist/chinese-days.json'
import { version } from 'chinese-days/package.json'

interface Notices {
  /** Days off that a notice names, 调休 days off included. */
  holidays: Record<string, string>
  /** Saturdays and Sundays that a notice turns into working days. */
  workdays: Record<string, string>
}

/**
 * A year is published once its National Day is in the table: a notice covers the whole year, while the days around
 * New Year may already stand in the notice of the year before.
 */
const lastPublishedYear = ({ holidays }: Notices): string => {
  const years = Object.keys(holidays)
    .filter(day => day.endsWith('-10-01'))
    .map(day => day.slice(0, 4))
  const last = years.sort().pop()
  if (last === undefined) throw new Error('the holiday table holds no complete year')
  return last
}

/**
 * The working calendar of the State Council's yearly notices, from 2004 on. It reads the table of `chinese-days`, not
 * its functions: those go through the machine's time zone and answer for the wrong day west of Greenwich.
 *
 * The last days of December may still change with the next notice (2011-12-31 became a working day that way).
 */
export const createCalendar = (notices: Notices = published): Calendar => {
  const off = new Set(Object.keys(notices.holidays))
  const worked = new Set(Object.keys(notices.workdays))
  return {
    isWorkday: day => worked.has(day) || (!off.has(day) && weekdayOf(day) <= 5),
    publishedUntil: `${lastPublishedYear(notices)}-12-31`,
    version: `chinese-days ${version}`,
  }
}
