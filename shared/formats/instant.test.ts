import { dayOf } from './day'
import { isInstant, minuteOf, readInstant, startOfDay } from './instant'

test.each(['2026-02-13T01:30:00Z', '2026-02-13T01:30:00.5Z', '2024-02-29T23:59:59.999Z'])(
  '%s is an instant',
  text => {
    expect(isInstant(text)).toBe(true)
    expect(readInstant(text).getTime()).not.toBeNaN()
  },
)

test.each([
  '2026-02-13',
  '2026-02-13T01:30:00',
  '2026-02-13T01:30:00+08:00',
  '2026-02-30T00:00:00Z',
  '2026-02-13T24:00:00Z',
  '',
])('%j is not', text => {
  expect(isInstant(text)).toBe(false)
  expect(() => readInstant(text)).toThrow(RangeError)
})

test('a day begins at midnight in China', () => {
  expect(startOfDay('2026-02-14').toISOString()).toBe('2026-02-13T16:00:00.000Z')
  expect(dayOf(startOfDay('2026-02-14'))).toBe('2026-02-14')
  expect(() => startOfDay('2026-02-30')).toThrow(RangeError)
})

test('screens show the time of China', () => {
  expect(minuteOf(new Date('2026-02-13T17:05:59Z'))).toBe('2026-02-14 01:05')
})
