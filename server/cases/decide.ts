import { isFinal, type Outcome } from '@shared/cases/stage'
import { Problem } from '@shared/problem'
import type { DepartmentReport } from '../gateways/departments'
import type { CaseContent, CaseEvent } from './events'
import { evolve, reportKey, type CaseState, type TaskState } from './evolve'

export type CaseCommand =
  | { is: 'recordDispatch'; task: string; receiptNo: string }
  | { is: 'takeReport'; task: string; report: DepartmentReport; on: string }
  | { is: 'answerCorrection'; content: CaseContent; on: string }
  | { is: 'withdraw' }

/**
 * What follows from a command in a state. Pure. An empty list means: understood, nothing new.
 * @throws Problem COMMAND_NOT_POSSIBLE when the state does not allow the command
 */
export function decide(state: CaseState, command: CaseCommand): CaseEvent[] {
  switch (command.is) {
    case 'recordDispatch': {
      const task = taskOf(state, command.task)
      return task.receiptNo === null
        ? [{ type: 'taskDispatched', task: task.key, receiptNo: command.receiptNo }]
        : []
    }
    case 'takeReport':
      return takeReport(state, command)
    case 'answerCorrection':
      if (!state.correction || isFinal(state.stage)) throw new Problem('COMMAND_NOT_POSSIBLE')
      return [{ type: 'corrected', round: state.correction.round, content: command.content, on: command.on }]
    case 'withdraw':
      if (!mayWithdraw(state)) throw new Problem('COMMAND_NOT_POSSIBLE')
      return [{ type: 'withdrawn' }]
  }
}

/** 撤回: possible until the first decision is made or the case ended otherwise. */
export const mayWithdraw = (state: CaseState): boolean =>
  !isFinal(state.stage) && state.tasks.every(task => task.outcome === null)

/** A report after the end or a repeated one is taken in and changes nothing. */
function takeReport(state: CaseState, command: Extract<CaseCommand, { is: 'takeReport' }>): CaseEvent[] {
  const { report, on } = command
  const task = taskOf(state, command.task)
  const seen = state.seenReports.includes(reportKey(task.key, report.eventNo))
  if (isFinal(state.stage) || task.outcome !== null || seen) return []
  const said = { task: task.key, eventNo: report.eventNo, opinion: report.opinion, articles: report.articles }
  const accepted = (opinion: string | null): CaseEvent[] =>
    task.accepted ? [] : [{ type: 'taskAccepted', ...said, opinion, on }]
  // A department that goes straight on has accepted without a word: what it says belongs to what it does next.
  const acceptedFirst = () => accepted(null)
  switch (report.status) {
    // The department's word about things it learnt from us, or that our own records already hold.
    case 'received':
    case 'correctionReceived':
    case 'withdrawn':
      return task.receiptNo === null && report.receiptNo !== null
        ? [{ type: 'taskDispatched', task: task.key, receiptNo: report.receiptNo }]
        : []
    case 'accepted':
      return accepted(report.opinion)
    case 'notAccepted':
      if (task.accepted) throw new Problem('COMMAND_NOT_POSSIBLE')
      return [{ type: 'taskNotAccepted', ...said }]
    case 'underReview':
      return [...acceptedFirst(), { type: 'reviewStarted', ...said }]
    case 'correctionRequired':
      // 行政许可法 art. 32: all points are told at once; how often one may ask is a matter of the item's definition.
      if (state.correction || report.points.length === 0) throw new Problem('COMMAND_NOT_POSSIBLE')
      if (task.roundsAsked >= state.correctionRounds) throw new Problem('COMMAND_NOT_POSSIBLE')
      return [
        { type: 'correctionRequested', ...said, round: task.roundsAsked + 1, points: report.points, on },
      ]
    case 'granted':
    case 'refused': {
      const outcome: Outcome = report.status
      const events: CaseEvent[] = [...acceptedFirst(), { type: 'taskDecided', ...said, outcome, on }]
      return [...events, ...conclude(events.reduce(evolve, state))]
    }
  }
}

/** The join over all tasks: refused as soon as all have decided and one refused, granted when all granted. */
function conclude(state: CaseState): CaseEvent[] {
  if (state.tasks.some(task => task.outcome === null)) return []
  const outcome = state.tasks.some(task => task.outcome === 'refused') ? 'refused' : 'granted'
  return [{ type: 'concluded', outcome }]
}

function taskOf(state: CaseState, key: string): TaskState {
  const task = state.tasks.find(candidate => candidate.key === key)
  if (!task) throw new Problem('NOT_FOUND')
  return task
}
