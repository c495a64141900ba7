import type { Transaction } from 'sequelize'
import type { AuditEntry } from '../audit'

export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue }
export type JsonObject = { [name: string]: JsonValue }

/**
 * waiting → running → done, or back to waiting for another try, or dead. A dead job is mended or replayed (waiting
 * again) or discarded by a person.
 */
export const jobStates = ['waiting', 'running', 'done', 'dead', 'discarded'] as const
export type JobState = (typeof jobStates)[number]

export interface NewJob {
  kind: string
  /** Names the intention, e.g. `dispatch:<taskId>`. The same key is never a second job, whatever its payload. */
  key: string
  /** Ids only, never personal data and never the only copy of a state. */
  payload: JsonObject
  /** Not before this instant of the business clock. Default: at once. */
  dueAt?: Date
  /** Jobs of one group run in the order they were written, one at a time; a dead one holds up those behind it. */
  group?: string
}

export interface PerformContext {
  jobId: string
  /** Send this outside as the idempotency key: it stays the same over all tries. */
  key: string
  /** 1 for the first try. */
  attempt: number
  /** Nobody ever began this job before; false also after a killed process, which costs no attempt. */
  untouched: boolean
  /** Ends at the kind's deadline, or when the process is asked to stop. */
  signal: AbortSignal
  now: Date
}

export interface RecordContext {
  jobId: string
  key: string
  attempt: number
  now: Date
  /** Writes to the audit in the same transaction. */
  record(entry: AuditEntry): void
  /** Writes further jobs in the same transaction. */
  enqueue(jobs: readonly NewJob[]): Promise<void>
}

/** One kind of work with the outside world. */
export interface JobKind<Payload = JsonObject, Result = unknown> {
  /** e.g. 'dispatchTask' */
  kind: string
  /** `perform` is aborted after this many milliseconds. */
  deadlineMs: number
  /** Failures after which the job is dead. Failures before anything was sent do not count. */
  maxAttempts: number
  /** How many run at once in one process. Default: half of the runner's concurrency. */
  concurrency?: number
  /** Upper bound of the wait after this attempt (1, 2, …) in milliseconds, before jitter. */
  retryDelayMs?(attempt: number): number
  /** Talks to the outside, outside any transaction. May run more than once for one job: idempotent by `key`. */
  perform(payload: Payload, context: PerformContext): Promise<Result>
  /** Our effect, in the transaction that marks the job done: exactly once. */
  record(result: Result, payload: Payload, tx: Transaction, context: RecordContext): Promise<void> | void
  /** In the transaction that marks the job dead. `code` is what `last_error` holds. */
  onDead?(payload: Payload, tx: Transaction, context: RecordContext & { code: string }): Promise<void> | void
}
