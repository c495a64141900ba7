import fc from 'fast-check'
import { addDays } from './day'
import { runs } from './test/random-check'
import { sampleCalendar as calendar } from './test/sample-calendar'
import { isWorkday, promisedBy, workingDaysBetween } from './working-days'

// every expected day below was counted by hand on the published calendar
test.each([
  ['Monday, one day: Tuesday', '2026-03-02', 1, '2026-03-03'],
  ['Monday, five days: next Monday', '2026-03-02', 5, '2026-03-09'],
  ['Friday, one day: Monday', '2026-03-06', 1, '2026-03-09'],
  ['twenty days without a holiday are four weeks', '2026-03-02', 20, '2026-03-30'],
  ['zero days end the same day', '2026-03-02', 0, '2026-03-02'],
  ['zero days from a Sunday end on Monday', '2026-03-08', 0, '2026-03-09'],
  ['a Saturday counts as Monday, so one day ends Tuesday', '2026-03-07', 1, '2026-03-10'],
  ['Spring Festival 2026: the Saturday before is worked', '2026-02-13', 1, '2026-02-14'],
  ['the next working day comes ten days later', '2026-02-13', 2, '2026-02-24'],
  ['a start on the worked Saturday is a start that day', '2026-02-14', 1, '2026-02-24'],
  ['a start in the holiday counts as the day after it', '2026-02-15', 1, '2026-02-25'],
  ['the Saturday after the holiday is worked too', '2026-02-13', 6, '2026-02-28'],
  ['and Monday follows it', '2026-02-13', 7, '2026-03-02'],
  ['twenty days over the whole festival', '2026-02-12', 20, '2026-03-18'],
  ['National Day 2025: eight days off', '2025-09-30', 1, '2025-10-09'],
  ['the make-up Saturday of 2025', '2025-09-30', 3, '2025-10-11'],
  ['the make-up Sunday before it', '2025-09-26', 1, '2025-09-28'],
  ['filed on 1 October 2025', '2025-10-01', 1, '2025-10-10'],
  ['National Day 2026: seven days off', '2026-09-30', 1, '2026-10-08'],
  ['the make-up Saturday of 2026', '2026-09-30', 3, '2026-10-10'],
  ['the make-up Sunday of 2026', '2026-09-18', 5, '2026-09-24'],
  ['Mid-Autumn 2026', '2026-09-24', 1, '2026-09-28'],
  ['New Year 2026: the Sunday after is worked', '2025-12-31', 1, '2026-01-04'],
  ['and then Monday', '2025-12-31', 2, '2026-01-05'],
  ['Labour Day 2026 with its Saturday', '2026-04-30', 4, '2026-05-09'],
  ['Qingming 2026', '2026-04-03', 1, '2026-04-07'],
  ['Dragon Boat 2026', '2026-06-18', 1, '2026-06-22'],
  ['Spring Festival 2025 with its Sunday', '2025-01-24', 1, '2025-01-26'],
  ['the leap day is a working day', '2024-02-28', 1, '2024-02-29'],
  ['and a start on it ends in March', '2024-02-29', 1, '2024-03-01'],
])('%s', (_, startOn, days, day) => {
  expect(promisedBy(startOn, days, calendar)).toEqual({
    day,
    estimated: false,
    calendarVersion: 'notices 2024–2026',
  })
})

test.each([
  ['2026-12-30', 1, '2026-12-31', false],
  ['2026-12-30', 2, '2027-01-01', true],
  ['2026-12-30', 3, '2027-01-04', true],
  ['2026-12-21', 20, '2027-01-18', true],
  ['2027-01-02', 1, '2027-01-05', true],
])('into a year not yet published: %s and %i days is %s, estimated %s', (startOn, days, day, estimated) => {
  expect(promisedBy(startOn, days, calendar)).toMatchObject({ day, estimated })
})

test.each([
  ['2026-02-13', '2026-02-24', 2],
  ['2026-02-24', '2026-02-13', -2],
  ['2026-02-13', '2026-02-13', 0],
  ['2026-02-15', '2026-02-23', 0],
  ['2025-12-31', '2026-12-31', 248],
])('between %s and %s lie %i working days', (from, to, days) => {
  expect(workingDaysBetween(from, to, calendar)).toBe(days)
})

test('impossible promises are refused', () => {
  for (const days of [-1, 1.5, NaN, 2_601])
    expect(() => promisedBy('2026-03-02', days, calendar)).toThrow(RangeError)
  expect(() => promisedBy('2026-02-30', 1, calendar)).toThrow(RangeError)
  const never = { ...calendar, isWorkday: () => false, publishedUntil: '9999-12-31' }
  expect(() => promisedBy('2026-03-02', 1, never)).toThrow(RangeError)
})

const day = fc.integer({ min: 0, max: 1_200 }).map(n => addDays('2024-01-01', n))
const days = fc.integer({ min: 0, max: 60 })

test('a promise is a working day, exactly as many working days away as promised', () => {
  fc.assert(
    fc.property(day, days, (startOn, workingDays) => {
      const { day: end, estimated } = promisedBy(startOn, workingDays, calendar)
      expect(isWorkday(end, calendar)).toBe(true)
      expect(estimated).toBe(end > calendar.publishedUntil)
      expect(workingDaysBetween(promisedBy(startOn, 0, calendar).day, end, calendar)).toBe(workingDays)
      expect(promisedBy(startOn, workingDays + 1, calendar).day > end).toBe(true)
      expect(promisedBy(addDays(startOn, 1), workingDays, calendar).day >= end).toBe(true)
    }),
    runs(500),
  )
})
