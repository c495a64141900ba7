import type { TimelineEntry } from '@shared/cases/contract'
import { outcomeWords } from '@shared/cases/stage'
import type { CaseEvent, RecordedEvent } from './events'
import type { CaseState } from './evolve'

/** 办理过程: the events in a citizen's words, oldest first. */
export function timelineOf(
  events: readonly RecordedEvent[],
  nameOf: (department: string) => string,
): TimelineEntry[] {
  return events.map(({ at, actor, event }) => ({
    at: at.toISOString(),
    ...wordsOf(event),
    by: actor.kind === 'applicant' ? '您' : actor.kind === 'department' ? nameOf(actor.id) : '通办平台',
  }))
}

function wordsOf(event: CaseEvent): { title: string; detail: string | null } {
  switch (event.type) {
    case 'submitted':
      return { title: '提交申请', detail: '申请已收到，将转交办理部门。' }
    case 'taskDispatched':
      return { title: '已转交办理部门', detail: `部门收件编号：${event.receiptNo}` }
    case 'taskAccepted':
      return { title: '予以受理', detail: event.opinion }
    case 'taskNotAccepted':
      return { title: '不予受理', detail: because(event.opinion, event.articles) }
    case 'reviewStarted':
      return { title: '开始审查', detail: event.opinion }
    case 'correctionRequested':
      return {
        title: `需要补正（第 ${event.round} 次）`,
        detail: event.points.map((point, index) => `${index + 1}. ${point.message}`).join('\n'),
      }
    case 'corrected':
      return { title: '已提交补正', detail: '办理期限从今天起继续计算。' }
    case 'taskDecided':
      return {
        title: `作出决定：${outcomeWords[event.outcome]}`,
        detail: because(event.opinion, event.articles),
      }
    case 'concluded':
      return { title: '办结', detail: null }
    case 'withdrawn':
      return { title: '申请已撤回', detail: null }
  }
}

const because = (opinion: string | null, articles: readonly string[]): string | null =>
  [opinion, articles.length > 0 ? `依据：${articles.join('、')}` : null].filter(Boolean).join('\n') || null

/** What happens next, in one sentence. */
export function nextStepOf(state: CaseState, departmentName: string): string {
  switch (state.stage) {
    case 'received':
      return state.tasks.some(task => task.receiptNo !== null)
        ? `${departmentName}已收到申请，正在决定是否受理。`
        : `申请已保存，正在转交${departmentName}；对方系统繁忙时会自动重试，不需要重复提交。`
    case 'accepted':
    case 'underReview':
      return `${departmentName}正在办理，有结果会通知您。`
    case 'correctionRequired':
      return '请按补正通知一次性补齐；补正期间不计入办理期限。'
    case 'concluded':
      return state.outcome === 'granted'
        ? '已办结，不需要再做什么。'
        : '如不服该决定，可以在收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。'
    case 'notAccepted':
      return '可以按说明准备后重新申请；如有异议，可以申请行政复议或者提起行政诉讼。'
    case 'withdrawn':
      return '申请已撤回；需要时可以重新申请。'
  }
}
