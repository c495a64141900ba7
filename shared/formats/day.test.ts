import fc from 'fast-check'
import { addDays, compareDays, dayOf, daysBetween, isDay, weekdayOf } from './day'
import { runs } from './test/random-check'

test.each(['2026-02-28', '2024-02-29', '2000-02-29', '1900-01-01', '9999-12-31'])('%s is a day', day => {
  expect(isDay(day)).toBe(true)
})

test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-1-1',
  '2026-01-32',
  '',
  '0001-01-01',
  '2026-01-01T00:00',
])('%j is no day', text => {
  expect(isDay(text)).toBe(false)
  expect(() => addDays(text, 1)).toThrow(RangeError)
})

test.each([
  ['one millisecond before midnight in China', '2026-02-13T15:59:59.999Z', '2026-02-13'],
  ['midnight in China', '2026-02-13T16:00:00.000Z', '2026-02-14'],
  ['new year comes eight hours before UTC', '2025-12-31T16:00:00Z', '2026-01-01'],
  ['the last evening of February in a leap year', '2024-02-28T16:00:00Z', '2024-02-29'],
])('%s', (_, instant, day) => {
  expect(dayOf(new Date(instant))).toBe(day)
})

test('weekdays count from Monday 1 to Sunday 7', () => {
  expect(['2026-02-16', '2026-02-21', '2026-02-22', '1970-01-01', '1969-12-31'].map(weekdayOf)).toEqual([
    1, 6, 7, 4, 3,
  ])
})

test('adding days crosses months, years and leap days', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
})

const anyDay = fc.integer({ min: -25_000, max: 60_000 }).map(n => addDays('1970-01-01', n))

test('going and coming back is the same day, and order is the order of text', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -20_000, max: 20_000 }), (day, days) => {
      const other = addDays(day, days)
      expect(daysBetween(day, other)).toBe(days)
      expect(addDays(other, -days)).toBe(day)
      expect(Math.sign(compareDays(other, day))).toBe(Math.sign(days))
      expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day))
    }),
    runs(2_000),
  )
})
