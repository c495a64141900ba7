import type { CorrectionPoint } from '@shared/cases/contract'
import type { Holder, Outcome, Stage } from '@shared/cases/stage'
import type { CaseContent, CaseEvent } from './events'

export interface TaskState {
  key: string
  department: string
  name: string
  /** Their receipt number once they have it. */
  receiptNo: string | null
  accepted: boolean
  outcome: Outcome | null
  opinion: string | null
  articles: string[]
}

/** 办件期限: days count from `startedOn`; every pause is a correction that was asked for. */
export interface Term {
  startedOn: string
  pauses: { from: string; to?: string }[]
}

/** Everything that follows from the events so far. */
export interface CaseState {
  version: number
  itemCode: string
  definitionVersion: string
  stage: Stage
  outcome: Outcome | null
  heldBy: Holder
  statutoryDays: number
  promisedDays: number
  correctionRounds: number
  answerWithinDays: number
  tasks: TaskState[]
  content: CaseContent
  term: Term
  correction: { task: string; round: number; points: CorrectionPoint[]; on: string } | null
  roundsAsked: number
  /** Reports already taken in; a repeated one changes nothing. */
  seenReports: string[]
}

/** One step: the state after one more event. Pure; the same events always give the same state. */
export function evolve(state: CaseState | null, event: CaseEvent): CaseState {
  if (event.type === 'submitted') {
    if (state) throw new Error('a case is submitted once')
    return {
      version: 1,
      itemCode: event.itemCode,
      definitionVersion: event.definitionVersion,
      stage: 'received',
      outcome: null,
      heldBy: 'department',
      statutoryDays: event.statutoryDays,
      promisedDays: event.promisedDays,
      correctionRounds: event.correctionRounds,
      answerWithinDays: event.answerWithinDays,
      tasks: event.tasks.map(task => ({
        ...task,
        receiptNo: null,
        accepted: false,
        outcome: null,
        opinion: null,
        articles: [],
      })),
      content: event.content,
      term: { startedOn: event.submittedOn, pauses: [] },
      correction: null,
      roundsAsked: 0,
      seenReports: [],
    }
  }
  if (!state) throw new Error('a case begins with its submission')
  const next = { ...state, version: state.version + 1, ...remember(state, event) }
  switch (event.type) {
    case 'taskDispatched':
      return { ...next, tasks: change(state, event.task, { receiptNo: event.receiptNo }) }
    case 'taskAccepted': {
      const tasks = change(state, event.task, { accepted: true })
      const all = tasks.every(task => task.accepted)
      // 行政许可法 art. 42: the limit runs from the day of acceptance.
      return all
        ? {
            ...next,
            tasks,
            stage: later(state.stage, 'accepted'),
            term: { ...state.term, startedOn: event.on },
          }
        : { ...next, tasks }
    }
    case 'taskNotAccepted':
      return {
        ...next,
        tasks: change(state, event.task, { opinion: event.opinion, articles: event.articles }),
        stage: 'notAccepted',
        heldBy: 'nobody',
        correction: null,
      }
    case 'reviewStarted':
      return { ...next, stage: later(state.stage, 'underReview') }
    case 'correctionRequested':
      return {
        ...next,
        stage: 'correctionRequired',
        heldBy: 'applicant',
        correction: { task: event.task, round: event.round, points: event.points, on: event.on },
        roundsAsked: event.round,
        term: { ...state.term, pauses: [...state.term.pauses, { from: event.on }] },
      }
    case 'corrected':
      return {
        ...next,
        stage: state.tasks.every(task => task.accepted) ? 'underReview' : 'received',
        heldBy: 'department',
        correction: null,
        content: event.content,
        term: { ...state.term, pauses: closeLast(state.term.pauses, event.on) },
      }
    case 'taskDecided':
      return {
        ...next,
        tasks: change(state, event.task, {
          outcome: event.outcome,
          opinion: event.opinion,
          articles: event.articles,
        }),
        // Deciding without waiting for the answer ends the wait.
        ...(state.correction && {
          correction: null,
          stage: 'underReview' as const,
          heldBy: 'department' as const,
          term: { ...state.term, pauses: closeLast(state.term.pauses, event.on) },
        }),
      }
    case 'concluded':
      return { ...next, stage: 'concluded', outcome: event.outcome, heldBy: 'nobody' }
    case 'withdrawn':
      return { ...next, stage: 'withdrawn', heldBy: 'nobody', correction: null }
  }
}

/** The state after a whole stream. */
export const replay = (events: readonly CaseEvent[]): CaseState => {
  const state = events.reduce<CaseState | null>(evolve, null)
  if (!state) throw new Error('a case has at least one event')
  return state
}

const order: Stage[] = ['received', 'accepted', 'underReview']

/** Reports may arrive out of order; a stage never goes back because of a late one. */
const later = (current: Stage, proposed: Stage): Stage =>
  order.indexOf(proposed) > order.indexOf(current) && order.includes(current) ? proposed : current

const change = (state: CaseState, key: string, changes: Partial<TaskState>): TaskState[] =>
  state.tasks.map(task => (task.key === key ? { ...task, ...changes } : task))

const closeLast = (pauses: Term['pauses'], on: string): Term['pauses'] =>
  pauses.map((pause, index) =>
    index === pauses.length - 1 && pause.to === undefined ? { ...pause, to: on } : pause,
  )

const remember = (state: CaseState, event: CaseEvent): Pick<CaseState, 'seenReports'> => ({
  seenReports:
    'eventNo' in event && !state.seenReports.includes(event.eventNo)
      ? [...state.seenReports, event.eventNo]
      : state.seenReports,
})
