import { createHash } from 'node:crypto'
import type { JobKind, NewJob } from '../jobs'
import { askJob } from './ask-job'
import { decide } from './decide'
import { describedFields } from './described-fields'
import type { LoadedCase } from './case-store'
import { isFinal } from '@shared/cases/stage'
import type { SentMaterial } from '../gateways/departments'
import type { CaseServices } from './services'

type Payload = { caseId: string; task: string }

/** 业务流水号: what the department knows a task by; the same for every try, so twice is the same as once. */
export const businessNoOf = (caseNumber: string, task: string): string => `${caseNumber}-${task}`

/** One line per task of a case: its jobs run in order. */
export const groupOf = (caseId: string, task: string): string => `case:${caseId}:${task}`

export const dispatchJob = (caseId: string, task: string): NewJob => ({
  kind: 'dispatchTask',
  key: `dispatch:${caseId}:${task}`,
  payload: { caseId, task },
  group: groupOf(caseId, task),
})

/** Hands an application to its department. */
export const dispatchTask = (services: CaseServices): JobKind<Payload, { receiptNo: string } | null> => ({
  kind: 'dispatchTask',
  deadlineMs: 20_000,
  maxAttempts: 60,
  async perform(payload, { signal }) {
    const found = await loadTask(services, payload)
    if (!found) return null
    const { loaded, department } = found
    const { row, state } = loaded
    if (isFinal(state.stage)) return null
    const item = await services.catalogue.findVersion(state.itemCode, state.definitionVersion)
    const applicant = await services.identity.applicantOf(row.person_id)
    return department.submit(
      {
        businessNo: businessNoOf(row.case_number, payload.task),
        itemCode: state.itemCode,
        itemName: item.definition.name,
        submittedAt: row.submitted_at.toISOString(),
        applicant: { name: applicant.name, idNumber: applicant.idNumber, mobile: applicant.mobile },
        form: state.content.values,
        fields: describedFields(item.definition, state.content.values),
        materials: await sentMaterials(services, loaded, found.slug),
      },
      signal,
    )
  },
  async record(result, payload, tx, { record, now, enqueue }) {
    if (!result) return
    const loaded = await services.store.load({ id: payload.caseId }, tx)
    if (!loaded) return
    const events = decide(loaded.state, {
      is: 'recordDispatch',
      task: payload.task,
      receiptNo: result.receiptNo,
    })
    await services.store.append(tx, loaded, events, { kind: 'platform', id: 'outbox' }, now)
    record({
      actor: { kind: 'system', id: 'outbox' },
      action: 'case.dispatched',
      object: { kind: 'case', id: loaded.row.case_number },
      detail: { task: payload.task },
    })
    await enqueue(askJob(payload.caseId, payload.task, 0, now))
  },
})

/** The case, its department and that department's port; null when the case is unknown. */
export async function loadTask(services: CaseServices, payload: { caseId: string; task: string }) {
  const loaded = await services.store.load({ id: payload.caseId })
  const task = loaded?.state.tasks.find(candidate => candidate.key === payload.task)
  const department = task && services.departments.get(task.department)
  return loaded && task && department ? { loaded, task, slug: task.department, department } : null
}

/**
 * Materials as the department gets them: described here, fetched by it under a signed request. The digest lets it see
 * that what it fetches is what was handed in.
 */
export async function sentMaterials(
  services: CaseServices,
  loaded: LoadedCase,
  slug: string,
): Promise<SentMaterial[]> {
  const { state, row } = loaded
  const stored = new Map((await services.materials.ofCase(row.id)).map(material => [material.id, material]))
  const sent: SentMaterial[] = []
  for (const [kind, ids] of Object.entries(state.content.materials)) {
    for (const id of ids) {
      const material = stored.get(id)
      if (!material) continue
      // One content in memory at a time: a case may carry many large files.
      const read = await services.materials.read(id)
      if (!read) throw new Error('a material of a case is missing')
      sent.push({
        materialId: id,
        name: material.fileName,
        kind,
        mime: material.mime,
        size: material.sizeBytes,
        sha256: createHash('sha256').update(read.bytes).digest('hex'),
        url: `${services.publicUrl}/api/departments/${slug}/materials/${id}`,
      })
    }
  }
  return sent
}
