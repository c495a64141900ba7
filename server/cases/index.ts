/** 办件: applications, their event streams, and what departments say about them. */
import type { Route } from '../http'
import type { JobKind } from '../jobs'
import { serveAnswerCorrection, supplementTask } from './answer-correction'
import { dispatchTask } from './dispatch-task'
import { serveReadDraft } from './read-draft'
import { serveListCases, serveReadCase } from './read-case'
import { serveDiscardDraft, serveSaveDraft } from './save-draft'
import { serveDepartmentMaterial } from './send-material'
import type { CaseServices } from './services'
import { serveSubmitCase } from './submit-case'
import { askTask, serveDepartmentCallback } from './take-report'
import { serveWithdrawCase, withdrawTask } from './withdraw-case'

export { createCaseStore, type CaseStore } from './case-store'
export { createDraftStore } from './draft-store'
export { createKnownFacts } from './known-facts'
export { caseMigrations } from './migrations'
export { defineCaseModels, type CaseModels } from './models'
export type { CaseServices } from './services'

export const caseRoutes = (services: CaseServices): Route[] => [
  serveReadDraft(services),
  serveSaveDraft(services),
  serveDiscardDraft(services),
  serveSubmitCase(services),
  serveListCases(services),
  serveReadCase(services),
  serveWithdrawCase(services),
  serveAnswerCorrection(services),
  serveDepartmentCallback(services),
  serveDepartmentMaterial(services),
]

/** Payloads are ids that this room wrote itself; the runner hands them back as plain JSON. */
export const caseJobs = (services: CaseServices) =>
  [
    dispatchTask(services),
    supplementTask(services),
    withdrawTask(services),
    askTask(services),
  ] as unknown as JobKind[]
