import fc from 'fast-check'
import { addDays } from '@shared/formats/day'
import { Problem } from '@shared/problem'
import type { DepartmentReport, ReportStatus } from '../../gateways/departments'
import { decide, type CaseCommand } from '../decide'
import type { CaseEvent } from '../events'
import { evolve, type CaseState } from '../evolve'

export const statuses: readonly ReportStatus[] = [
  'received',
  'accepted',
  'notAccepted',
  'correctionRequired',
  'correctionReceived',
  'underReview',
  'granted',
  'refused',
  'withdrawn',
]

export const buildReport = (
  status: ReportStatus,
  eventNo: string,
  more: Partial<DepartmentReport> = {},
): DepartmentReport => ({
  eventNo,
  status,
  receiptNo: null,
  opinion: null,
  articles: [],
  points: status === 'correctionRequired' ? [{ field: 'roads', message: '请补充' }] : [],
  ...more,
})

/** The first event of a case with so many tasks; the departments of the first two are the same one. */
export const buildSubmission = (
  tasks: number,
  more: Partial<Extract<CaseEvent, { type: 'submitted' }>> = {},
): CaseEvent => ({
  type: 'submitted',
  itemCode: 'YT-CL-001',
  definitionVersion: 'v1',
  submittedOn: '2026-03-02',
  statutoryDays: 20,
  promisedDays: 5,
  correctionRounds: 2,
  answerWithinDays: 10,
  tasks: ['one', 'two', 'three'].slice(0, tasks).map((key, index) => ({
    key,
    department: index === 2 ? 'vehicle' : 'insurance',
    name: key,
  })),
  content: { values: { roads: ['ring'] }, materials: {} },
  ...more,
})

/** A command and how many days after the one before it is given; -1 = another machine's clock is behind. */
export interface Step {
  command: CaseCommand
  days: number
}

const task = fc.constantFrom('one', 'two', 'three')
const point = fc.record({
  field: fc.constantFrom('roads', 'materials.proof', ''),
  message: fc.constant('请补充'),
})

/** Few numbers for many reports: twice the same, the same from two departments, and one number for two things. */
const report = fc
  .record({
    status: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...statuses.filter(status => status !== 'notAccepted')) },
      { weight: 1, arbitrary: fc.constantFrom<ReportStatus>('notAccepted') },
    ),
    eventNo: fc.integer({ min: 1, max: 25 }).map(number => `E${number}`),
    receiptNo: fc.option(fc.constantFrom('R1', 'R2')),
    opinion: fc.option(fc.constant('意见')),
    articles: fc.constantFrom<string[]>([], ['第三十二条']),
    points: fc.array(point, { maxLength: 2 }),
  })
  .map(drawn => ({ ...drawn, points: drawn.status === 'correctionRequired' ? drawn.points : [] }))

const dispatch = fc
  .tuple(task, fc.constantFrom('R1', 'R2'))
  .map(([to, receiptNo]): CaseCommand => ({ is: 'recordDispatch', task: to, receiptNo }))
const takeReport = fc
  .tuple(task, report)
  .map(([of, said]): CaseCommand => ({ is: 'takeReport', task: of, report: said, on: '' }))
const answer = fc.constantFrom('ring', 'bridge').map((road): CaseCommand => {
  const content = { values: { roads: [road] }, materials: {} }
  return { is: 'answerCorrection', content, on: '' }
})
const command: fc.Arbitrary<CaseCommand> = fc.oneof(
  { weight: 2, arbitrary: dispatch },
  { weight: 24, arbitrary: takeReport },
  { weight: 6, arbitrary: answer },
  { weight: 1, arbitrary: fc.constant<CaseCommand>({ is: 'withdraw' }) },
)

const days = fc.oneof({ weight: 1, arbitrary: fc.constant(-1) }, { weight: 9, arbitrary: fc.nat({ max: 9 }) })

/** Whatever may reach a case of one to three tasks, in whatever order. */
export const randomCase = (maxLength = 40) =>
  fc.record({
    submission: fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
      .map(([tasks, correctionRounds]) => buildSubmission(tasks, { correctionRounds })),
    steps: fc
      .array(fc.record({ command, days }), { maxLength, size: 'max' })
      .map(drawn => dated(drawn, '2026-03-02')),
  })

/** Gives every command the day on which it arrives. */
function dated(steps: readonly Step[], from: string): Step[] {
  let on = from
  return steps.map(step => {
    on = addDays(on, step.days)
    return { ...step, command: 'on' in step.command ? { ...step.command, on } : step.command }
  })
}

/** What follows from a command; null when it is refused. Anything but a Problem is a fault and passes on. */
export function tryDecide(state: CaseState, command: CaseCommand): CaseEvent[] | null {
  try {
    return decide(state, command)
  } catch (thrown) {
    if (thrown instanceof Problem) return null
    throw thrown
  }
}

export const evolveAll = (state: CaseState, events: readonly CaseEvent[]): CaseState =>
  events.reduce<CaseState>(evolve, state)
