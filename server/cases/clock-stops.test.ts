import fc from 'fast-check'
import { addDays } from '@shared/formats/day'
import { workingDaysLeft } from '@shared/formats/term-clock'
import { runs } from '@shared/formats/test/random-check'
import { isWorkday, workingDaysBetween } from '@shared/formats/working-days'
import { createCalendar } from '../calendar'
import { evolve } from './evolve'
import { buildReport, buildSubmission, evolveAll, tryDecide } from './test/random-case'
import { daysLeft, promiseOf, statutoryOf } from './time-limits'

const calendar = createCalendar()

/** A case with its corrections, each `after` days from the event before it and answered `within` so many. */
const drawn = fc.record({
  submittedAfter: fc.nat({ max: 900 }),
  acceptedAfter: fc.nat({ max: 20 }),
  statutoryDays: fc.integer({ min: 1, max: 60 }),
  askedEarly: fc.boolean(),
  waits: fc.array(fc.record({ after: fc.nat({ max: 25 }), within: fc.nat({ max: 16 }) }), { maxLength: 4 }),
})

/** The case after its last answer, and one state per day of every wait. */
function live({ submittedAfter, acceptedAfter, statutoryDays, askedEarly, waits }: Drawn) {
  const submittedOn = addDays('2024-01-02', submittedAfter)
  const submission = buildSubmission(1, {
    submittedOn,
    statutoryDays,
    promisedDays: statutoryDays,
    correctionRounds: 10,
  })
  let state = evolve(null, submission)
  let on = submittedOn
  const stopped: { from: string; to: string }[] = []
  const open: { on: string; state: typeof state }[] = []
  const report = (status: Parameters<typeof buildReport>[0], number: string) => {
    const events = tryDecide(state, {
      is: 'takeReport',
      task: 'one',
      report: buildReport(status, number),
      on,
    })
    if (!events) throw new Error(`${status} was refused`)
    state = evolveAll(state, events)
  }
  const accept = () => {
    on = addDays(on, acceptedAfter)
    report('accepted', 'accepted')
  }
  if (!askedEarly) accept()
  waits.forEach(({ after, within }, index) => {
    on = addDays(on, after)
    report('correctionRequired', `E${index}`)
    const from = on
    if (index === 0 && askedEarly && acceptedAfter <= within) {
      // the department accepts while it waits
      accept()
    }
    const to = addDays(from, within)
    for (let day = from; day <= to; day = addDays(day, 1)) open.push({ on: day, state })
    on = to
    const { content } = state
    state = evolveAll(state, tryDecide(state, { is: 'answerCorrection', content, on }) ?? [])
    stopped.push({ from, to })
  })
  return { state, stopped, open }
}
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

const termOf = (state: ReturnType<typeof live>['state']) => ({
  ...state.term,
  workingDays: state.statutoryDays,
})

test('on every day of a wait as many working days are left as on the day before it', () => {
  fc.assert(
    fc.property(drawn, sequence => {
      const { state, stopped } = live(sequence)
      const left = (today: string): number => workingDaysLeft(today, termOf(state), calendar)
      for (const { from, to } of stopped) {
        const before = left(addDays(from, -1))
        for (let day = from; day <= to; day = addDays(day, 1)) expect(left(day)).toBe(before)
      }
    }),
    runs(200),
  )
})

test('a deadline moves by exactly the working days on which the clock stood', () => {
  fc.assert(
    fc.property(drawn, sequence => {
      const { state, stopped } = live(sequence)
      const end = statutoryOf(state, calendar)
      const unstopped = statutoryOf({ ...state, term: { ...state.term, pauses: [] } }, calendar)
      if (!end || !unstopped) throw new Error('every wait was answered')
      let stood = 0
      for (let day = addDays(state.term.startedOn, 1); day <= end.day; day = addDays(day, 1)) {
        const stands = stopped.some(({ from, to }) => from <= day && day <= to)
        if (stands && day > firstWorkday(state.term.startedOn) && isWorkday(day, calendar)) stood += 1
      }
      expect(workingDaysBetween(unstopped.day, end.day, calendar)).toBe(stood)
    }),
    runs(200),
  )
})

test('while the applicant is asked nobody is told a day, unless it had passed before the question', () => {
  fc.assert(
    fc.property(drawn, sequence => {
      for (const { on, state } of live(sequence).open) {
        expect(daysLeft(state, on, calendar)).toBeNull()
        const promise = promiseOf(state, calendar)
        if (promise) expect(promise.day < (state.correction?.on ?? '')).toBe(true)
      }
    }),
    runs(200),
  )
})

const firstWorkday = (day: string): string => (isWorkday(day, calendar) ? day : firstWorkday(addDays(day, 1)))
