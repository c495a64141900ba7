import { randomBytes } from 'node:crypto'
import { submitCase } from '@shared/cases/contract'
import { makeCaseNumber } from '@shared/formats/case-number'
import { dayOf } from '@shared/formats/day'
import { Problem } from '@shared/problem'
import { serve } from '../http'
import { openApplication } from './application'
import { checkApplication } from './check-application'
import { dispatchJob } from './dispatch-task'
import type { CaseEvent } from './events'
import type { CaseServices } from './services'

/**
 * Submits the draft version the person confirmed. Case, first event, outbox, audit and stored answer commit together;
 * after that the department is a matter of the outbox.
 */
export const serveSubmitCase = (services: CaseServices) =>
  serve(submitCase, async ({ input, person, now, once }) => {
    const { loaded, item, applicant, gathered } = await openApplication(services, person.id, input.itemCode)
    return once(async (tx, record) => {
      const draft = await services.drafts.find(person.id, input.itemCode, tx)
      if (!draft || draft.version !== input.draftVersion) throw new Problem('DRAFT_CHANGED')
      // The questions changed while the form was open: show them again instead of guessing answers.
      if (draft.definitionVersion !== loaded.version) throw new Problem('DRAFT_CHANGED')

      const today = dayOf(now)
      const { values, findings, rules } = checkApplication(item, draft.content, {
        applicant,
        gathered,
        today,
      })
      if (findings.length > 0) throw new Problem('FORM_INCOMPLETE', { fields: findings })
      const refusal = rules.find(rule => rule.effect === 'refuse')
      if (refusal) {
        throw new Problem('RULE_REFUSED', {
          message: `${refusal.explanation}（依据：${refusal.article}）`,
          fields: refusal.fields.map(path => ({ path, message: refusal.mend ?? refusal.explanation })),
        })
      }

      const id = randomBytes(16).toString('hex')
      const caseNumber = makeCaseNumber(services.catalogue.place.caseNumberPrefix, randomBytes(8))
      await services.materials.bind(tx, person.id, draft.content.materials, id)
      const event: CaseEvent = {
        type: 'submitted',
        itemCode: item.code,
        definitionVersion: loaded.version,
        submittedOn: today,
        statutoryDays: item.limits.statutoryDays,
        promisedDays: item.limits.promisedDays,
        correctionRounds: item.flow.correction.maxRounds,
        answerWithinDays: item.flow.correction.answerWithinDays,
        tasks: item.flow.tasks,
        content: { values, materials: draft.content.materials },
      }
      const row = await services.store.begin(
        tx,
        { id, caseNumber, personId: person.id, idTail: applicant.idNumber.slice(-4) },
        event,
        { kind: 'applicant', id: person.id },
        now,
      )
      await services.drafts.remove(tx, { personId: person.id, itemCode: item.code, version: draft.version })
      await services.enqueue(tx, [
        ...item.flow.tasks.map(task => dispatchJob(id, task.key)),
        services.messaging.jobFor({ intent: 'case.received', caseId: id, personId: person.id }),
      ])
      record({
        actor: { kind: 'person', id: person.id },
        action: 'case.submitted',
        object: { kind: 'case', id: caseNumber },
        detail: { item: item.code, definition: loaded.version },
      })
      return {
        caseNumber,
        itemName: item.name,
        departmentName: loaded.department.name,
        submittedAt: now.toISOString(),
        promisedBy: row.promised_by,
        promiseIsEstimate: Boolean(row.promise_is_estimate),
      }
    })
  })
