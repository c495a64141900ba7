import type { CorrectionPoint } from '@shared/cases/contract'
import { isFinal, type Holder, type Outcome, type Stage } from '@shared/cases/stage'
import type { CaseContent, CaseEvent } from './events'

export interface TaskState {
  key: string
  department: string
  name: string
  /** Their receipt number once they have it. */
  receiptNo: string | null
  accepted: boolean
  /** It has begun to examine: it said so, decided, or asked for a correction after accepting. */
  inReview: boolean
  /** How often it asked for a correction; the item says how often a department may. */
  roundsAsked: number
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
  /** Reports already taken in, by `reportKey`; a repeated one changes nothing. */
  seenReports: string[]
}

/** Departments number their reports each for itself: two may use the same number. */
export const reportKey = (task: string, eventNo: string): string => `${task} ${eventNo}`

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
        inReview: false,
        roundsAsked: 0,
        outcome: null,
        opinion: null,
        articles: [],
      })),
      content: event.content,
      term: { startedOn: event.submittedOn, pauses: [] },
      correction: null,
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
      return {
        ...next,
        tasks,
        stage: running(state.stage, tasks),
        // 行政许可法 art. 42: the limit runs from the day of acceptance.
        ...(isAccepted(tasks) && { term: { ...state.term, startedOn: event.on } }),
      }
    }
    case 'taskNotAccepted':
      return {
        ...next,
        tasks: change(state, event.task, { opinion: event.opinion, articles: event.articles }),
        stage: 'notAccepted',
        heldBy: 'nobody',
        correction: null,
      }
    case 'reviewStarted': {
      const tasks = change(state, event.task, { inReview: true })
      return { ...next, tasks, stage: running(state.stage, tasks) }
    }
    case 'correctionRequested':
      return {
        ...next,
        tasks: state.tasks.map(task =>
          task.key === event.task
            ? { ...task, roundsAsked: event.round, inReview: task.inReview || task.accepted }
            : task,
        ),
        stage: 'correctionRequired',
        heldBy: 'applicant',
        correction: { task: event.task, round: event.round, points: event.points, on: event.on },
        term: { ...state.term, pauses: [...state.term.pauses, { from: event.on }] },
      }
    case 'corrected':
      return {
        ...next,
        ...goOn(state, state.tasks, event.on),
        content: event.content,
      }
    case 'taskDecided': {
      const tasks = change(state, event.task, {
        inReview: true,
        outcome: event.outcome,
        opinion: event.opinion,
        articles: event.articles,
      })
      // Who decides without waiting for the answer to its own question ends the wait; another's question stays open.
      return state.correction?.task === event.task
        ? { ...next, tasks, ...goOn(state, tasks, event.on) }
        : { ...next, tasks, stage: running(state.stage, tasks) }
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

const isAccepted = (tasks: readonly TaskState[]): boolean => tasks.every(task => task.accepted)

/** The stage of a case that departments work on: accepted once all have accepted, whatever one of them says before. */
const stageOf = (tasks: readonly TaskState[]): Stage => {
  if (!isAccepted(tasks)) return 'received'
  return tasks.some(task => task.inReview) ? 'underReview' : 'accepted'
}

/** A word of a department neither ends the wait for a correction nor reopens a case. */
const running = (stage: Stage, tasks: readonly TaskState[]): Stage =>
  stage === 'correctionRequired' || isFinal(stage) ? stage : stageOf(tasks)

/** The wait for a correction is over: the departments hold the case again and the clock runs on. */
const goOn = (
  { term }: CaseState,
  tasks: readonly TaskState[],
  on: string,
): Pick<CaseState, 'stage' | 'heldBy' | 'correction' | 'term'> => ({
  stage: stageOf(tasks),
  heldBy: 'department',
  correction: null,
  term: { ...term, pauses: closeLast(term.pauses, on) },
})

const change = (state: CaseState, key: string, changes: Partial<TaskState>): TaskState[] =>
  state.tasks.map(task => (task.key === key ? { ...task, ...changes } : task))

/** Two machines may disagree about the day around midnight: no answer is dated before its question. */
const closeLast = (pauses: Term['pauses'], on: string): Term['pauses'] =>
  pauses.map((pause, index) =>
    index === pauses.length - 1 && pause.to === undefined
      ? { ...pause, to: on < pause.from ? pause.from : on }
      : pause,
  )

const remember = (state: CaseState, event: CaseEvent): Pick<CaseState, 'seenReports'> => {
  if (!('eventNo' in event)) return { seenReports: state.seenReports }
  const key = reportKey(event.task, event.eventNo)
  return {
    seenReports: state.seenReports.includes(key) ? state.seenReports : [...state.seenReports, key],
  }
}
