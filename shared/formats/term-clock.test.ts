import fc from 'fast-check'
import { addDays, type Day } from './day'
import { type Deadline, deadline, isStopped, type Pause, workingDaysLeft } from './term-clock'
import { runs } from './test/random-check'
import { sampleCalendar as calendar } from './test/sample-calendar'
import { isWorkday, promisedBy } from './working-days'

const fiveDays = (...pauses: Pause[]) => ({ startedOn: '2026-03-02', workingDays: 5, pauses })

test.each([
  ['no pause', fiveDays(), '2026-03-09'],
  ['two days', fiveDays({ from: '2026-03-04', to: '2026-03-05' }), '2026-03-11'],
  ['stopped and answered the same day', fiveDays({ from: '2026-03-04', to: '2026-03-04' }), '2026-03-10'],
  ['over a weekend', fiveDays({ from: '2026-03-06', to: '2026-03-09' }), '2026-03-11'],
  ['within a weekend costs nothing', fiveDays({ from: '2026-03-07', to: '2026-03-08' }), '2026-03-09'],
  [
    'two pauses',
    fiveDays({ from: '2026-03-03', to: '2026-03-03' }, { from: '2026-03-05', to: '2026-03-06' }),
    '2026-03-12',
  ],
  [
    'overlapping pauses count once',
    fiveDays({ from: '2026-03-03', to: '2026-03-05' }, { from: '2026-03-04', to: '2026-03-06' }),
    '2026-03-13',
  ],
  [
    'stopped on the last day leaves a day after the answer',
    fiveDays({ from: '2026-03-09', to: '2026-03-20' }),
    '2026-03-23',
  ],
  [
    'a stop after the deadline changes nothing',
    fiveDays({ from: '2026-03-10', to: '2026-03-20' }),
    '2026-03-09',
  ],
  ['an open stop after the deadline changes nothing', fiveDays({ from: '2026-03-10' }), '2026-03-09'],
  [
    'through Spring Festival',
    { startedOn: '2026-02-11', workingDays: 5, pauses: [{ from: '2026-02-13', to: '2026-02-25' }] },
    '2026-03-02',
  ],
])('deadline with pauses: %s', (_, clock, day) => {
  expect(deadline(clock, calendar)).toEqual({
    is: 'set',
    day,
    estimated: false,
    calendarVersion: 'notices 2024–2026',
  })
})

test('a pause can push the deadline into an unpublished year', () => {
  const clock = {
    startedOn: '2026-12-28',
    workingDays: 3,
    pauses: [{ from: '2026-12-29', to: '2026-12-31' }],
  }
  expect(deadline({ ...clock, pauses: [] }, calendar)).toMatchObject({ day: '2026-12-31', estimated: false })
  expect(deadline(clock, calendar)).toMatchObject({ day: '2027-01-05', estimated: true })
})

test('while a pause is open there is no deadline, and the days left stand still', () => {
  const clock = fiveDays({ from: '2026-03-04' })
  expect(deadline(clock, calendar)).toEqual({
    is: 'stopped',
    since: '2026-03-04',
    workingDaysLeft: 4,
    calendarVersion: 'notices 2024–2026',
  })
  expect(deadline(fiveDays({ from: '2026-03-09' }), calendar)).toMatchObject({
    is: 'stopped',
    workingDaysLeft: 1,
  })
  expect(
    deadline(fiveDays({ from: '2026-03-03', to: '2026-03-03' }, { from: '2026-03-05' }), calendar),
  ).toMatchObject({ is: 'stopped', since: '2026-03-05', workingDaysLeft: 4 })
  expect(workingDaysLeft('2026-03-04', clock, calendar)).toBe(4)
  expect(workingDaysLeft('2026-12-31', clock, calendar)).toBe(4)
  expect(isStopped(clock, '2026-03-03')).toBe(false)
  expect(isStopped(clock, '2026-12-31')).toBe(true)
})

test.each([
  ['2026-03-01', 5],
  ['2026-03-02', 5],
  ['2026-03-03', 4],
  ['2026-03-06', 1],
  ['2026-03-07', 1],
  ['2026-03-09', 0],
  ['2026-03-10', -1],
])('on %s there are %i of five days left', (today, left) => {
  expect(workingDaysLeft(today, fiveDays(), calendar)).toBe(left)
})

test('impossible clocks are refused', () => {
  expect(() => deadline(fiveDays({ from: '2026-03-05', to: '2026-03-04' }), calendar)).toThrow(RangeError)
  expect(() => deadline(fiveDays({ from: 'soon' }), calendar)).toThrow(RangeError)
  expect(() => workingDaysLeft('soon', fiveDays(), calendar)).toThrow(RangeError)
  expect(() => deadline({ ...fiveDays(), workingDays: -1 }, calendar)).toThrow(RangeError)
})

const day = fc.integer({ min: 0, max: 1_200 }).map(n => addDays('2024-01-01', n))
const days = fc.integer({ min: 0, max: 60 })
const pause = fc
  .tuple(day, fc.integer({ min: 0, max: 40 }))
  .map(([from, length]) => ({ from, to: addDays(from, length) }))
const clock = fc.record({ startedOn: day, workingDays: days, pauses: fc.array(pause, { maxLength: 4 }) })
const namedBy = (end: Deadline): Day => (end.is === 'set' ? end.day : 'stopped')
const dayOfDeadline = (of: Parameters<typeof deadline>[0]): Day => namedBy(deadline(of, calendar))

test('without a pause the deadline is the promise', () => {
  fc.assert(
    fc.property(day, days, (startedOn, workingDays) => {
      expect(deadline({ startedOn, workingDays, pauses: [] }, calendar)).toEqual({
        is: 'set',
        ...promisedBy(startedOn, workingDays, calendar),
      })
    }),
    runs(500),
  )
})

test('pauses only ever move a deadline later, in whatever order they are told', () => {
  fc.assert(
    fc.property(clock, pause, (before, more) => {
      const end = dayOfDeadline(before)
      const later = dayOfDeadline({ ...before, pauses: [...before.pauses, more] })
      expect(later >= end).toBe(true)
      expect(dayOfDeadline({ ...before, pauses: [more, ...before.pauses].reverse() })).toBe(later)
      if (more.from > end) expect(later).toBe(end)
    }),
    runs(500),
  )
})

test('the clock never runs while stopped, and reaches zero on the deadline', () => {
  fc.assert(
    fc.property(clock, fc.nat({ max: 40 }), (term, into) => {
      const left = (today: Day): number => workingDaysLeft(today, term, calendar)
      for (const { from, to } of term.pauses) {
        const within = addDays(from, into)
        if (within <= to) expect(left(within)).toBe(left(addDays(from, -1)))
      }
      const end = dayOfDeadline(term)
      expect(left(end)).toBe(0)
      if (term.workingDays > 0) {
        expect(left(addDays(end, -1))).toBe(1)
        expect(isStopped(term, end)).toBe(false)
        expect(isWorkday(end, calendar)).toBe(true)
      }
    }),
    runs(500),
  )
})

test('an open pause has no deadline unless the term was over before it', () => {
  fc.assert(
    fc.property(clock, day, (term, from) => {
      const ended = dayOfDeadline(term)
      const open = deadline({ ...term, pauses: [...term.pauses, { from }] }, calendar)
      expect(namedBy(open)).toBe(term.workingDays === 0 || ended < from ? ended : 'stopped')
    }),
    runs(500),
  )
})
