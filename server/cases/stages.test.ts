import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { isFinal } from '@shared/cases/stage'
import { mayMove, stageMoves } from '@shared/cases/stage-moves'
import { runs } from '@shared/formats/test/random-check'
import { createCalendar } from '../calendar'
import type { CaseCommand } from './decide'
import type { CaseEvent } from './events'
import { evolve, replay, type CaseState } from './evolve'
import { buildReport, buildSubmission, evolveAll, randomCase, statuses, tryDecide } from './test/random-case'
import { drawStages } from './test/draw-stages'
import { daysLeft, promiseOf, statutoryOf } from './time-limits'

const calendar = createCalendar()
const whole = randomCase()

/** Plays a case command by command; `look` sees every single event with the state before and after it. */
function play(
  { submission, steps }: { submission: CaseEvent; steps: readonly { command: CaseCommand }[] },
  look: (before: CaseState, event: CaseEvent, after: CaseState) => void = () => {},
): { state: CaseState; events: CaseEvent[]; taken: CaseCommand[] } {
  let state = evolve(null, submission)
  const events = [submission]
  const taken: CaseCommand[] = []
  for (const { command } of steps) {
    const decided = tryDecide(state, command)
    if (!decided) continue
    taken.push(command)
    for (const event of decided) {
      const after = evolve(state, event)
      look(state, event, after)
      state = after
      events.push(event)
    }
  }
  return { state, events, taken }
}

test('whatever arrives in whatever order, a case only makes moves that the table knows, and nothing after its end', () => {
  fc.assert(
    fc.property(whole, sequence => {
      play(sequence, (before, event, after) => {
        if (!mayMove(before.stage, after.stage)) {
          throw new Error(`${before.stage} → ${after.stage} by ${event.type} is not in the table`)
        }
        if (!isFinal(before.stage)) return
        const { stage, outcome, heldBy, content, term, correction } = before
        expect(after).toMatchObject({ stage, outcome, heldBy, content, term, correction })
      })
    }),
    runs(2_000),
  )
})

test('at every moment the parts of a case agree with each other', () => {
  fc.assert(
    fc.property(whole, sequence => {
      play(sequence, (_, __, after) => {
        const { stage, outcome, heldBy, correction, tasks, correctionRounds, term } = after
        expect(outcome !== null).toBe(stage === 'concluded')
        expect(correction !== null).toBe(stage === 'correctionRequired')
        expect(heldBy).toBe(
          isFinal(stage) ? 'nobody' : stage === 'correctionRequired' ? 'applicant' : 'department',
        )
        if (stage === 'accepted' || stage === 'underReview')
          expect(tasks.every(({ accepted }) => accepted)).toBe(true)
        if (outcome) {
          const outcomes = tasks.map(task => task.outcome)
          expect(outcomes).not.toContain(null)
          expect(outcome).toBe(outcomes.includes('refused') ? 'refused' : 'granted')
        }
        for (const { roundsAsked } of tasks) expect(roundsAsked).toBeLessThanOrEqual(correctionRounds)
        const open = term.pauses.filter(({ to }) => to === undefined)
        expect(open.length).toBeLessThanOrEqual(1)
        if (!isFinal(stage)) expect(open.length).toBe(correction ? 1 : 0)
      })
    }),
    runs(500),
  )
})

test('time limits can be told in every state, even when machines disagree about the day', () => {
  fc.assert(
    fc.property(whole, sequence => {
      play(sequence, (_, __, after) => {
        const promise = promiseOf(after, calendar)
        const statutory = statutoryOf(after, calendar)
        if (promise && statutory) expect(promise.day <= statutory.day).toBe(true)
        const left = daysLeft(after, after.term.startedOn, calendar)
        expect(left === null).toBe(after.heldBy !== 'department')
      })
    }),
    runs(300),
  )
})

test('a report that was taken changes nothing when it arrives again', () => {
  fc.assert(
    fc.property(whole, sequence => {
      const { state, taken } = play(sequence)
      for (const command of taken) {
        if (command.is === 'takeReport') expect(tryDecide(state, command)).toEqual([])
      }
    }),
    runs(1_000),
  )
})

test('the state follows from the events alone', () => {
  fc.assert(
    fc.property(whole, sequence => {
      const { state, events } = play(sequence)
      expect(replay(events)).toEqual(state)
      expect(state.version).toBe(events.length)
    }),
    runs(300),
  )
})

test('no applicant withdraws once a decision has been made', () => {
  fc.assert(
    fc.property(whole, sequence => {
      play(sequence, (before, event) => {
        if (event.type === 'withdrawn')
          expect(before.tasks.map(({ outcome }) => outcome)).not.toContain('granted')
      })
    }),
    runs(300),
  )
})

test('every move of the table really happens, and two departments can reach no other', () => {
  const seen = new Set<string>()
  const known = new Set<string>()
  const waiting = [evolve(null, buildSubmission(2))]
  for (let state = waiting.pop(), eventNo = 1; state; state = waiting.pop()) {
    const commands: CaseCommand[] = [
      { is: 'withdraw' },
      { is: 'answerCorrection', content: state.content, on: '2026-03-03' },
      ...state.tasks.flatMap(({ key: task }) =>
        statuses.map((status): CaseCommand => {
          const report = buildReport(status, `E${eventNo++}`)
          return { is: 'takeReport', task, report, on: '2026-03-03' }
        }),
      ),
    ]
    for (const command of commands) {
      let from = state
      for (const event of tryDecide(state, command) ?? []) {
        const to = evolve(from, event)
        if (to.stage !== from.stage) seen.add(`${from.stage} → ${to.stage}`)
        from = to
      }
      const { stage, tasks, correction } = from
      const key = JSON.stringify([stage, tasks, correction])
      if (known.has(key)) continue
      known.add(key)
      waiting.push({ ...from, term: { ...from.term, pauses: [] }, seenReports: [] })
    }
  }
  expect([...seen].sort()).toEqual(stageMoves.map(([from, to]) => `${from} → ${to}`).sort())
})

const granted = (task: string, eventNo: string): CaseCommand => ({
  is: 'takeReport',
  task,
  report: buildReport('granted', eventNo),
  on: '2026-03-05',
})
const asks = (task: string, eventNo: string): CaseCommand => ({
  is: 'takeReport',
  task,
  report: buildReport('correctionRequired', eventNo),
  on: '2026-03-03',
})
const after = (tasks: number, ...commands: CaseCommand[]): CaseState =>
  commands.reduce<CaseState>(
    (state, command) => evolveAll(state, tryDecide(state, command) ?? []),
    evolve(null, buildSubmission(tasks, { correctionRounds: 1 })),
  )

test('a department that decides ends the wait for its own correction, never for another department’s', () => {
  expect(after(1, asks('one', 'E1'), granted('one', 'E2'))).toMatchObject({
    stage: 'concluded',
    term: { pauses: [{ from: '2026-03-03', to: '2026-03-05' }] },
  })
  expect(after(2, asks('one', 'E1'), granted('two', 'E2'))).toMatchObject({
    stage: 'correctionRequired',
    heldBy: 'applicant',
    correction: { task: 'one' },
    term: { pauses: [{ from: '2026-03-03' }] },
  })
})

test('two departments may number their reports alike, and each may ask as often as the item says', () => {
  const answer: CaseCommand = {
    is: 'answerCorrection',
    content: { values: {}, materials: {} },
    on: '2026-03-04',
  }
  const both = after(3, asks('one', 'E1'), answer, asks('three', 'E1'))
  expect(both).toMatchObject({ stage: 'correctionRequired', correction: { task: 'three', round: 1 } })
  expect(tryDecide(after(3, asks('one', 'E1'), answer), asks('one', 'E2'))).toBeNull()
})

test('a case is not under review before every department has accepted it', () => {
  const reviewed: CaseCommand = {
    is: 'takeReport',
    task: 'one',
    report: buildReport('underReview', 'E1'),
    on: '2026-03-03',
  }
  const accepted: CaseCommand = {
    is: 'takeReport',
    task: 'two',
    report: buildReport('accepted', 'E2'),
    on: '2026-03-04',
  }
  expect(after(2, reviewed)).toMatchObject({ stage: 'received', term: { startedOn: '2026-03-02' } })
  expect(after(2, reviewed, accepted)).toMatchObject({
    stage: 'underReview',
    term: { startedOn: '2026-03-04' },
  })
})

test('docs/case-stages.md shows the table as it is', () => {
  expect(readFileSync('docs/case-stages.md', 'utf8')).toBe(drawStages())
})
