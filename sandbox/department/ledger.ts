import { randomBytes } from 'node:crypto'
import { Refusal } from '../http/refusal'
import type { Clock } from '../world/clock'
import { isConcluded, latest, mayFollow } from './application'
import type { Application, CaseEvent, Received, Remark, Status, Submission, Supplement } from './application'

/** Numbers survive a restart of the sandbox without repeating: the client application keeps them for good. */
const freshNumber = (prefix: string): string =>
  `${prefix}${new Date().toISOString().slice(0, 10).replaceAll('-', '')}${randomBytes(6).toString('hex').toUpperCase()}`

export type Happened = (application: Application, event: CaseEvent) => void

/** The applications one department server holds, and the only place where their state changes. */
export const createLedger = (clock: Clock, happened: Happened) => {
  const applications = new Map<string, Application>()
  const keyOf = (appId: string, department: string, businessNo: string) =>
    [appId, department, businessNo].join('\n')
  const nowText = (): string => new Date(clock.nowMs()).toISOString()

  const append = (application: Application, status: Status, remark: Remark, atMs: number): CaseEvent => {
    const before = application.events.at(-1)
    const occurredMs = Math.max(atMs, before ? Date.parse(before.occurredAt) : 0)
    const event: CaseEvent = {
      eventNo: freshNumber('E'),
      status,
      occurredAt: new Date(occurredMs).toISOString(),
      ...remark,
      deliveries: [],
      delivered: 'waiting',
    }
    application.events.push(event)
    happened(application, event)
    return event
  }
  const note = (application: Application, what: Received['what'], code: string, round?: number): void => {
    application.received.push({ at: nowText(), what, code, ...(round === undefined ? {} : { round }) })
  }

  const find = (appId: string, department: string, businessNo: string): Application => {
    const found = applications.get(keyOf(appId, department, businessNo))
    if (!found) throw new Refusal('4040', '没有这个办件')
    return found
  }

  return {
    find,
    all: (): Application[] => [...applications.values()],
    holds: (application: Application): boolean =>
      applications.get(keyOf(application.appId, application.department, application.businessNo)) ===
      application,

    /** The same businessNo again gives the same application; `isNew` says whether anything was done. */
    submit(
      appId: string,
      department: string,
      submission: Submission,
    ): { application: Application; isNew: boolean } {
      const key = keyOf(appId, department, submission.businessNo)
      const known = applications.get(key)
      if (known) {
        note(known, 'submit', '0')
        return { application: known, isNew: false }
      }
      const nowMs = clock.nowMs()
      const application: Application = {
        ...submission,
        appId,
        department,
        receiptNo: freshNumber('R'),
        receivedAt: new Date(nowMs).toISOString(),
        supplements: [],
        events: [],
        received: [],
      }
      applications.set(key, application)
      note(application, 'submit', '0')
      append(application, '10', {}, nowMs)
      return { application, isNew: true }
    },

    /** Throws Refusal 4040, or 4091 when no correction is awaited. True when it was news. */
    supplement(application: Application, { round, form, fields, materials }: Supplement): boolean {
      if (application.supplements.some(earlier => earlier.round === round)) {
        note(application, 'supplement', '0', round)
        return false
      }
      if (latest(application).status !== '30' || round !== application.supplements.length + 1) {
        note(application, 'supplement', '4091', round)
        throw new Refusal('4091', '当前不需要补正，或补正轮次不对')
      }
      note(application, 'supplement', '0', round)
      application.supplements.push({ round, form, fields, materials, receivedAt: nowText() })
      application.form = { ...application.form, ...form }
      if (fields.length > 0) application.fields = fields
      const replaced = new Set(materials.map(material => material.materialId))
      application.materials = [
        ...application.materials.filter(material => !replaced.has(material.materialId)),
        ...materials,
      ]
      append(application, '31', {}, clock.nowMs())
      return true
    },

    /** Throws Refusal 4091 when already decided. Withdrawing twice is answered like once. */
    withdraw(application: Application, reason: string): void {
      const { status } = latest(application)
      const code = status !== '60' && isConcluded(status) ? '4091' : '0'
      note(application, 'withdraw', code)
      if (code === '4091') throw new Refusal('4091', '已作出决定，不能撤回')
      if (status === '60') return
      application.withdrawnBecause = reason
      append(application, '60', {}, clock.nowMs())
    },

    /** The department speaks. Throws Refusal 4091 when this may not follow what it said last. */
    decide(application: Application, status: Status, remark: Remark, atMs = clock.nowMs()): CaseEvent {
      const { status: before } = latest(application)
      if (!mayFollow[before].includes(status))
        throw new Refusal('4091', `状态 ${before} 之后不能是 ${status}`)
      return append(application, status, remark, atMs)
    },

    forget(appId: string): void {
      for (const [key, application] of applications) if (application.appId === appId) applications.delete(key)
    },
  }
}

export type Ledger = ReturnType<typeof createLedger>
