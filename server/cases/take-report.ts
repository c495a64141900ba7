import type { Transaction } from 'sequelize'
import { dayOf } from '@shared/formats/day'
import { Problem } from '@shared/problem'
import { departmentCallback } from '@shared/departments/contract'
import { translateReport, type DepartmentReport } from '../gateways/departments'
import { serve, type RecordAudit } from '../http'
import type { JobKind } from '../jobs'
import type { MessageIntent } from '../messaging'
import type { LoadedCase } from './case-store'
import { decide } from './decide'
import { askJob } from './ask-job'
import { askedField } from './asked-field'
import { businessNoOf, loadTask } from './dispatch-task'
import type { CaseEvent } from './events'
import type { CaseServices } from './services'

const taken = { code: '0', message: 'ok' }

/** A department reports: verified at the door, recorded and answered here; the rest is the outbox's work. */
export const serveDepartmentCallback = (services: CaseServices) =>
  serve(departmentCallback, async ({ input, provider, now, once, log, requestId }) => {
    const report = translateReport(input)
    if (!report) {
      log.warn(
        { requestId, department: provider?.name, status: input.status },
        'department status code not in the table',
      )
      return { code: '4001', message: 'status not understood' }
    }
    const [, caseNumber = '', task = ''] = /^(.+)-([a-z][A-Za-z0-9]*)$/.exec(input.businessNo) ?? []
    try {
      return await once(async (tx, record) => {
        const loaded = await services.store.load({ caseNumber }, tx)
        const known = loaded?.state.tasks.find(({ key }) => key === task)
        // A department speaks only about its own tasks; another's look as if they did not exist.
        if (!loaded || known?.department !== provider?.name) throw new Problem('CASE_NOT_FOUND')
        await takeReport(services, tx, record, loaded, task, report, now)
        return taken
      }, input.eventNo)
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.code === 'CASE_NOT_FOUND')
        return { code: '4040', message: 'unknown businessNo' }
      if (thrown instanceof Problem && thrown.code === 'COMMAND_NOT_POSSIBLE') {
        return { code: '4092', message: 'not possible in the present stage' }
      }
      throw thrown
    }
  })

/** Appends what follows from a report, and the messages that follow from that. */
export async function takeReport(
  services: CaseServices,
  tx: Transaction,
  record: RecordAudit,
  loaded: LoadedCase,
  task: string,
  report: DepartmentReport,
  now: Date,
): Promise<void> {
  const understood = await inOurWords(services, loaded, report)
  const events = decide(loaded.state, { is: 'takeReport', task, report: understood, on: dayOf(now) })
  const { row } = loaded
  const department = loaded.state.tasks.find(({ key }) => key === task)?.department ?? ''
  await services.store.append(tx, loaded, events, { kind: 'department', id: department }, now)
  const intents = events.flatMap(intentOf)
  if (intents.length > 0) {
    await services.enqueue(
      tx,
      intents.map(intent =>
        services.messaging.jobFor({ intent, caseId: row.id, personId: row.person_id, about: report.eventNo }),
      ),
    )
  }
  record({
    actor: { kind: 'department', id: department },
    action: events.length > 0 ? `case.${report.status}` : 'case.reportWithoutEffect',
    object: { kind: 'case', id: row.case_number },
    detail: { task, eventNo: report.eventNo },
  })
}

async function inOurWords(
  services: CaseServices,
  { state }: LoadedCase,
  report: DepartmentReport,
): Promise<DepartmentReport> {
  if (report.points.length === 0) return report
  const { definition } = await services.catalogue.findVersion(state.itemCode, state.definitionVersion)
  const points = report.points.map(({ field, message }) => ({
    field: askedField(definition, field),
    message,
  }))
  return { ...report, points }
}

function intentOf(event: CaseEvent): MessageIntent[] {
  switch (event.type) {
    case 'taskNotAccepted':
      return ['case.notAccepted']
    case 'correctionRequested':
      return ['correction.requested']
    case 'concluded':
      return ['case.concluded']
    default:
      return []
  }
}

type Payload = { caseId: string; task: string; turn: number }

/** Asks a department how a task stands, in case its callback was lost. */
export const askTask = (
  services: CaseServices,
): JobKind<Payload, { report: DepartmentReport | null } | null> => ({
  kind: 'askTask',
  deadlineMs: 20_000,
  maxAttempts: 10,
  async perform(payload, { signal }) {
    const found = await loadTask(services, payload)
    if (!found || found.task.outcome !== null || found.loaded.state.tasks.length === 0) return null
    if (['concluded', 'withdrawn', 'notAccepted'].includes(found.loaded.state.stage)) return null
    const number = businessNoOf(found.loaded.row.case_number, payload.task)
    return { report: await found.department.latestReport(number, signal) }
  },
  async record(result, payload, tx, { record, now, enqueue }) {
    if (!result) return
    const loaded = await services.store.load({ id: payload.caseId }, tx)
    if (!loaded) return
    if (result.report) {
      try {
        await takeReport(services, tx, record, loaded, payload.task, result.report, now)
      } catch (thrown) {
        // What cannot be taken now (a correction that is already open) is asked about again later.
        if (!(thrown instanceof Problem) || thrown.code !== 'COMMAND_NOT_POSSIBLE') throw thrown
      }
    }
    await enqueue(askJob(payload.caseId, payload.task, payload.turn + 1, now))
  },
})
