import { signedHeaders } from '../signing/signature'
import { callbackUrlFor, type Apps } from '../world/apps'
import type { Clock } from '../world/clock'
import type { FaultBoard } from '../world/faults'
import type { Application, CaseEvent } from './application'

/** Pauses before the second, third … attempt; after the last one the event is given up. */
export const retryAfterMs = [1_000, 5_000, 30_000, 300_000, 1_800_000] as const

const patienceMs = 10_000

/** Answers after which sending the same again makes no sense: unknown number, not possible in the present stage. */
const finalCodes = ['4040', '4092']
const refusedForGood = '对方不受理：'

type Item = { application: Application; event: CaseEvent; attempts: number; notBeforeMs: number }
type Queue = { items: Item[]; isSending: boolean }

/**
 * Events on their way to the client applications: one queue per application id, one request at a time. An event that
 * must be repeated holds back the later ones of the same businessNo, not those of others.
 */
export const createCallbacks = (clock: Clock, apps: Apps, faults: FaultBoard) => {
  const queues = new Map<string, Queue>()
  const stopped = new AbortController()

  const next = (appId: string, queue: Queue): Item | undefined => {
    const inOrder = faults.of(appId).reorderCallbacks ? [...queue.items].reverse() : queue.items
    const seen = new Set<string>()
    for (const item of inOrder) {
      const caseKey = `${item.application.department}\n${item.application.businessNo}`
      if (seen.has(caseKey)) continue
      seen.add(caseKey)
      if (item.notBeforeMs <= clock.nowMs()) return item
    }
    return undefined
  }

  const post = async ({ application, event }: Item): Promise<string> => {
    const app = apps.find(application.appId)
    const url = app && callbackUrlFor(app, application.department)
    if (!app || !url) return '未登记回调地址'
    const { deliveries: _deliveries, delivered: _delivered, ...said } = event
    const { businessNo, receiptNo } = application
    const body = Buffer.from(JSON.stringify({ ...said, businessNo, receiptNo }))
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { 'content-type': 'application/json', ...signedHeaders(app, 'POST', url, body) },
        signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(patienceMs)]),
      })
      const answer: unknown = await response.json().catch(() => undefined)
      const code =
        typeof answer === 'object' && answer !== null && 'code' in answer ? String(answer.code) : '无'
      if (response.status === 200 && code === '0') return 'accepted'
      const final = response.status === 200 && finalCodes.includes(code)
      return `${final ? refusedForGood : ''}HTTP ${response.status}，code ${code}`
    } catch (cause) {
      return cause instanceof Error && cause.name === 'TimeoutError' ? '超时' : '连接失败'
    }
  }

  const send = async (queue: Queue, item: Item): Promise<void> => {
    const { event, application } = item
    const attempt = async (): Promise<string> => {
      const result = await post(item)
      event.deliveries.push({ at: new Date(clock.nowMs()).toISOString(), result })
      return result
    }
    const result = await attempt()
    if (result === 'accepted' && faults.of(application.appId).duplicateCallback) await attempt()
    if (result === 'accepted') {
      event.delivered = 'accepted'
    } else {
      const pauseMs = result.startsWith(refusedForGood) ? undefined : retryAfterMs[item.attempts]
      item.attempts += 1
      if (pauseMs !== undefined) {
        item.notBeforeMs = clock.nowMs() + pauseMs
        return
      }
      event.delivered = 'given up'
    }
    queue.items = queue.items.filter(other => other !== item)
  }

  const run = async (appId: string, queue: Queue): Promise<void> => {
    queue.isSending = true
    try {
      for (;;) {
        if (stopped.signal.aborted || faults.of(appId).holdCallbacks) return
        const item = next(appId, queue)
        if (!item) return
        await send(queue, item)
      }
    } finally {
      queue.isSending = false
    }
  }

  clock.eachTick(() => {
    for (const [appId, queue] of queues)
      if (!queue.isSending && queue.items.length > 0) void run(appId, queue)
  })

  return {
    add(application: Application, event: CaseEvent): void {
      const queue = queues.get(application.appId) ?? { items: [], isSending: false }
      queues.set(application.appId, queue)
      queue.items.push({ application, event, attempts: 0, notBeforeMs: 0 })
    },
    forget(appId: string): void {
      const queue = queues.get(appId)
      if (queue) queue.items = []
    },
    stop: (): void => stopped.abort(),
  }
}

export type Callbacks = ReturnType<typeof createCallbacks>
