import { withdrawCase } from '@shared/cases/contract'
import { serve } from '../http'
import type { JobKind, NewJob } from '../jobs'
import { decide } from './decide'
import { businessNoOf, groupOf, loadTask } from './dispatch-task'
import { findOwnCase, showCase } from './read-case'
import type { CaseServices } from './services'

/** 撤回: ends the case here at once; the departments are told by the outbox. */
export const serveWithdrawCase = (services: CaseServices) =>
  serve(withdrawCase, async ({ input, person, now, once }) =>
    once(async (tx, record) => {
      const loaded = await findOwnCase(services, person.id, input.caseNumber, tx)
      const events = decide(loaded.state, { is: 'withdraw' })
      const withdrawn = await services.store.append(
        tx,
        loaded,
        events,
        { kind: 'applicant', id: person.id },
        now,
      )
      const { id } = loaded.row
      await services.enqueue(tx, [
        ...loaded.state.tasks.map(task => withdrawJob(id, task.key)),
        services.messaging.jobFor({ intent: 'case.withdrawn', caseId: id, personId: person.id }),
      ])
      record({
        actor: { kind: 'person', id: person.id },
        action: 'case.withdrawn',
        object: { kind: 'case', id: loaded.row.case_number },
      })
      return showCase(services, withdrawn, now)
    }),
  )

type Payload = { caseId: string; task: string }

const withdrawJob = (caseId: string, task: string): NewJob => ({
  kind: 'withdrawTask',
  key: `withdraw:${caseId}:${task}`,
  payload: { caseId, task },
  group: groupOf(caseId, task),
})

/** Tells a department that the applicant withdrew. What it had decided meanwhile no longer counts and is audited. */
export const withdrawTask = (services: CaseServices): JobKind<Payload, 'withdrawn' | 'tooLate' | null> => ({
  kind: 'withdrawTask',
  deadlineMs: 20_000,
  maxAttempts: 60,
  async perform(payload, { signal }) {
    const found = await loadTask(services, payload)
    if (!found) return null
    return found.department.withdraw(businessNoOf(found.loaded.row.case_number, payload.task), signal)
  },
  record(result, payload, _tx, { record }) {
    if (result) {
      record({
        actor: { kind: 'system', id: 'outbox' },
        action: 'case.withdrawalTold',
        object: { kind: 'case', id: payload.caseId },
        detail: { task: payload.task, answer: result },
      })
    }
    return Promise.resolve()
  },
})
