import { addDays, type Day } from '@shared/formats/day'
import { deadline } from '@shared/formats/term-clock'
import { promisedBy } from '@shared/formats/working-days'
import { isWorkday as libraryIsWorkday } from 'chinese-days'
import { SolarDay } from 'tyme4ts'
import { createCalendar } from './index'

const calendar = createCalendar()
const daysFrom = (first: Day, last: Day): Day[] => {
  const days: Day[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}
const ymd = (day: Day): [number, number, number] => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return [year, month, date]
}

test('an independent calendar agrees on every day of 2018 to 2026', () => {
  const workedThere = (day: Day): boolean => {
    const there = SolarDay.fromYmd(...ymd(day))
    const weekday = there.getWeek().getIndex()
    return there.getLegalHoliday()?.isWork() ?? (weekday !== 0 && weekday !== 6)
  }
  const days = daysFrom('2018-01-01', '2026-12-31')
  const differences = days.filter(day => workedThere(day) !== calendar.isWorkday(day))
  expect(days).toHaveLength(3287)
  expect(differences).toEqual([])
})

// the table's functions read a day through the machine's time zone and miss it west of Greenwich: why we do not use them
const eastOfGreenwich = new Date(2026, 0, 1).getTimezoneOffset() <= 0
const inTheEast = eastOfGreenwich ? test : test.skip
if (!eastOfGreenwich)
  console.info("skipped: the table's own functions answer for the day before in this time zone")

inTheEast("the table's own functions agree", () => {
  const differences = daysFrom('2018-01-01', '2026-12-31').filter(
    day => libraryIsWorkday(day) !== calendar.isWorkday(day),
  )
  expect(differences).toEqual([])
})

test('2026 is published, 2027 is not yet, and the version says which data decided', () => {
  expect(calendar.publishedUntil).toBe('2026-12-31')
  expect(calendar.version).toBe('chinese-days 1.5.7')
})

test.each([
  ['2025-01-26', true, 'Sunday worked for Spring Festival'],
  ['2025-10-08', false, 'Wednesday off after National Day'],
  ['2025-10-11', true, 'Saturday worked for National Day'],
  ['2026-01-02', false, 'Friday off after New Year'],
  ['2026-01-04', true, 'Sunday worked for New Year'],
  ['2026-02-14', true, 'Saturday worked for Spring Festival'],
  ['2026-02-23', false, 'Monday, the last day of Spring Festival'],
  ['2026-02-28', true, 'Saturday worked for Spring Festival'],
  ['2026-09-20', true, 'Sunday worked for National Day'],
  ['2026-03-02', true, 'a plain Monday'],
  ['2026-03-07', false, 'a plain Saturday'],
])('%s worked: %s (%s)', (day, worked) => {
  expect(calendar.isWorkday(day)).toBe(worked)
})

test('a year that a notice only touches at New Year is not published', () => {
  const touched = createCalendar({ holidays: { '2026-10-01': '', '2027-01-01': '' }, workdays: {} })
  expect(touched.publishedUntil).toBe('2026-12-31')
})

test('when the next notice is published the estimate becomes a promise, and may move', () => {
  const next = createCalendar({
    holidays: { '2027-01-01': '', '2027-10-01': '' },
    workdays: {},
  })
  expect(promisedBy('2026-12-30', 3, calendar)).toMatchObject({ day: '2027-01-04', estimated: true })
  expect(promisedBy('2026-12-30', 3, next)).toMatchObject({ day: '2027-01-05', estimated: false })
})

test('a licence accepted before Spring Festival is promised after it', () => {
  const clock = {
    startedOn: '2026-02-12',
    workingDays: 20,
    pauses: [{ from: '2026-02-26', to: '2026-03-03' }],
  }
  expect(deadline(clock, calendar)).toEqual({
    is: 'set',
    day: '2026-03-25',
    estimated: false,
    calendarVersion: 'chinese-days 1.5.7',
  })
})
