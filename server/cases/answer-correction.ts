import { answerCorrection } from '@shared/cases/contract'
import type { ItemDefinition } from '@shared/catalogue/item'
import { dayOf } from '@shared/formats/day'
import { Problem, type FieldProblem } from '@shared/problem'
import { serve } from '../http'
import type { JobKind, NewJob } from '../jobs'
import { checkApplication } from './check-application'
import { decide } from './decide'
import { describedFields } from './described-fields'
import { businessNoOf, groupOf, loadTask, sentMaterials } from './dispatch-task'
import type { CaseContent } from './events'
import type { CaseState } from './evolve'
import { findOwnCase, showCase } from './read-case'
import { sourcesOf } from './prefill'
import type { CaseServices } from './services'

/** 补正: all points are answered at once and only they may change; the clock goes on from here. */
export const serveAnswerCorrection = (services: CaseServices) =>
  serve(answerCorrection, async ({ input, person, now, once }) => {
    const before = await findOwnCase(services, person.id, input.caseNumber)
    const { definition } = await services.catalogue.findVersion(
      before.state.itemCode,
      before.state.definitionVersion,
    )
    const applicant = await services.identity.applicantOf(person.id)
    const gathered = await services.facts.gather(person.id, applicant.idNumber, sourcesOf(definition))
    return once(async (tx, record) => {
      const loaded = await findOwnCase(services, person.id, input.caseNumber, tx)
      const open = openTo(definition, loaded.state)
      const content = answered(loaded.state, open, { values: input.values, materials: input.materials })
      const today = dayOf(now)
      // The rules of the day the case was submitted still judge it. What was not asked about stands as it was accepted
      // then, even where it would be too late today.
      const { values, findings } = checkApplication(definition, content, { applicant, gathered, today })
      const toMend = findings.filter(({ path }) => open.has(path) || open.has(path.split('.')[0] ?? path))
      if (toMend.length > 0) throw new Problem('FORM_INCOMPLETE', { fields: toMend })
      const { id } = loaded.row
      await services.materials.bind(tx, person.id, input.materials, id)
      const events = decide(loaded.state, {
        is: 'answerCorrection',
        content: { values, materials: content.materials },
        on: today,
      })
      const corrected = await services.store.append(
        tx,
        loaded,
        events,
        { kind: 'applicant', id: person.id },
        now,
      )
      const { task = '', round = 0 } = loaded.state.correction ?? {}
      await services.enqueue(tx, [supplementJob(id, task, round)])
      record({
        actor: { kind: 'person', id: person.id },
        action: 'case.corrected',
        object: { kind: 'case', id: loaded.row.case_number },
        detail: { round },
      })
      return showCase(services, corrected, now)
    })
  })

/** What an answer may touch: what was asked about, and what a register fills together with it. */
function openTo({ form }: ItemDefinition, { correction }: CaseState): ReadonlySet<string> {
  const asked = (correction?.points ?? []).map(point => point.field)
  return new Set([...asked, ...asked.flatMap(field => Object.keys(form.prefill?.[field]?.each?.fills ?? {}))])
}

/**
 * The content after the answer: only what was asked about may differ.
 * @throws Problem COMMAND_NOT_POSSIBLE, FORM_INCOMPLETE when a point was left out or something else was touched
 */
function answered(state: CaseState, open: ReadonlySet<string>, answer: CaseContent): CaseContent {
  if (!state.correction) throw new Problem('COMMAND_NOT_POSSIBLE')
  const untouched: FieldProblem[] = []
  const given = [
    ...Object.keys(answer.values),
    ...Object.keys(answer.materials).map(key => `materials.${key}`),
  ]
  for (const path of given) {
    if (!open.has(path)) untouched.push({ path, message: '这一项不在补正范围内，不能修改。' })
  }
  for (const point of state.correction.points) {
    if (point.field !== '' && !given.includes(point.field))
      untouched.push({ path: point.field, message: `还没有回复：${point.message}` })
  }
  if (untouched.length > 0) throw new Problem('FORM_INCOMPLETE', { fields: untouched })
  return {
    values: { ...state.content.values, ...answer.values },
    materials: { ...state.content.materials, ...answer.materials },
  }
}

type Payload = { caseId: string; task: string; round: number }

const supplementJob = (caseId: string, task: string, round: number): NewJob => ({
  kind: 'supplementTask',
  key: `supplement:${caseId}:${task}:${round}`,
  payload: { caseId, task, round },
  group: groupOf(caseId, task),
})

/** Hands the answer to a correction to the department that asked. */
export const supplementTask = (services: CaseServices): JobKind<Payload, true | null> => ({
  kind: 'supplementTask',
  deadlineMs: 20_000,
  maxAttempts: 60,
  async perform(payload, { signal }) {
    const found = await loadTask(services, payload)
    if (!found) return null
    const { loaded, department, slug } = found
    const { content, itemCode, definitionVersion } = loaded.state
    const { definition } = await services.catalogue.findVersion(itemCode, definitionVersion)
    await department.supplement(
      businessNoOf(loaded.row.case_number, payload.task),
      {
        round: payload.round,
        form: content.values,
        fields: describedFields(definition, content.values),
        materials: await sentMaterials(services, loaded, slug),
      },
      signal,
    )
    return true
  },
  record(result, payload, _tx, { record }) {
    if (result) {
      record({
        actor: { kind: 'system', id: 'outbox' },
        action: 'case.supplementSent',
        object: { kind: 'case', id: payload.caseId },
        detail: { task: payload.task, round: payload.round },
      })
    }
    return Promise.resolve()
  },
})
