/** The path of every request: admit → check → deed → trim, and what deeds and other rooms need of it. */
export { csrfTokenFits, csrfTokenOf, sessionCookie, type Doorkeeper, type ProviderRequest } from './admit'
export { answerMigrations, createAnswers, type Answers } from './answers'
export { defineIdempotentAnswer } from './idempotent-answer.model'
export {
  serve,
  type Call,
  type FileAnswer,
  type ProviderCaller,
  type RecordAudit,
  type Route,
  type SessionHolder,
} from './call'
export { mountRoutes } from './mount'
export { describeApi } from './open-api'
export { describe, reportProblems } from './report-problems'
export { requestId } from './request-id'
