import type { Transaction } from 'sequelize'
import type { Audit, AuditEntry } from '../audit'
import { withinDeadline, type Clock } from '../clock'
import { isBusy, type Database } from '../database'
import { crashPoint, type JobMoment } from './crash-points'
import { enqueue } from './enqueue'
import type { JobKind, RecordContext } from './job'
import { LeaseLost, settle, type ClaimedJob } from './job-store'
import { defaultRetryDelayMs, jitteredDelayMs, readAdvice, type RetryAdvice } from './retry'

/** As pino's; fields never hold payloads, results or messages of errors. */
export interface JobLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface RunJobOptions {
  database: Database
  audit: Audit
  /** The business clock: when the next try is due. */
  clock: Clock
  log: JobLog
  /** 0 ≤ n < 1, for jitter. */
  random: () => number
  /** Ends when the process wants to stop: what is under way is given back. */
  stop: AbortSignal
}

export type JobOutcome = 'done' | 'waiting' | 'dead' | 'givenBack' | 'superseded'

/** Owners a job may lose in a row before it counts as the reason. */
const maxTakeovers = 20

/** Performs a claimed job once and settles it. Rejects only when the database did; the lease heals that. */
export const runJob = async (options: RunJobOptions, kind: JobKind, job: ClaimedJob): Promise<JobOutcome> => {
  const { log } = options
  const fields = { jobId: job.id, kind: job.kind, attempt: job.attempts + 1 }
  const reach = (moment: JobMoment) => crashPoint(`${job.kind}:${moment}`)
  try {
    reach('claimed')
    if (job.takeovers >= maxTakeovers) return await bury(options, kind, job, 'KEEPS_LOSING_ITS_OWNER')
    const performed = await perform(options, kind, job)
    if (performed.is === 'stopped') return await giveBack(options, job)
    if (performed.is === 'failed') return await failed(options, kind, job, performed.error)
    reach('called')
    try {
      await record(options, kind, job, performed.result, reach)
    } catch (error) {
      if (error instanceof LeaseLost) throw error
      return await failed(options, kind, job, error)
    }
    reach('committed')
    return 'done'
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error
    log.warn(fields, 'job taken over while it was performed here; our outcome is dropped')
    return 'superseded'
  }
}

type Performed = { is: 'performed'; result: unknown } | { is: 'stopped' } | { is: 'failed'; error: unknown }

const perform = async (
  { clock, stop }: RunJobOptions,
  kind: JobKind,
  job: ClaimedJob,
): Promise<Performed> => {
  const { id: jobId, key } = job
  const work = (signal: AbortSignal) =>
    kind.perform(job.payload, {
      jobId,
      key,
      attempt: job.attempts + 1,
      untouched: job.fence === 1,
      signal,
      now: clock.now(),
    })
  try {
    return { is: 'performed', result: await withinDeadline(work, kind.deadlineMs, stop) }
  } catch (error) {
    return stop.aborted ? { is: 'stopped' } : { is: 'failed', error }
  }
}

const record = (
  options: RunJobOptions,
  kind: JobKind,
  job: ClaimedJob,
  result: unknown,
  reach: (moment: JobMoment) => void,
) =>
  options.audit.transaction(async (tx, write) => {
    await settle(options.database, job, { state: 'done' }, tx)
    await kind.record(result, job.payload, tx, contextOf(options, job, tx, write))
    reach('recorded')
  })

const failed = async (
  options: RunJobOptions,
  kind: JobKind,
  job: ClaimedJob,
  error: unknown,
): Promise<JobOutcome> => {
  const advice = adviceOn(error)
  const attempt = job.attempts + 1
  const spent = advice.attemptSpent ? attempt : job.attempts
  const where = { jobId: job.id, kind: job.kind, attempt, code: advice.code, at: framesOf(error) }
  if (!advice.retry || spent >= kind.maxAttempts) {
    options.log.error(where, 'job is dead; a person has to look at it')
    return bury(options, kind, job, advice.code)
  }
  const stepMs = (kind.retryDelayMs ?? defaultRetryDelayMs)(attempt)
  const delayMs = jitteredDelayMs(stepMs, advice, options.random)
  const dueAt = new Date(options.clock.now().getTime() + delayMs)
  await options.database.transaction(tx =>
    settle(options.database, job, { state: 'waiting', dueAt, attempts: spent, lastError: advice.code }, tx),
  )
  options.log.warn({ ...where, delayMs }, 'job failed; it will be tried again')
  return 'waiting'
}

const bury = async (
  options: RunJobOptions,
  kind: JobKind,
  job: ClaimedJob,
  code: string,
): Promise<JobOutcome> => {
  const { audit, database, log } = options
  const dead = (lastError: string, tell: boolean) =>
    audit.transaction(async (tx, write) => {
      await settle(database, job, { state: 'dead', lastError }, tx)
      if (tell) await kind.onDead?.(job.payload, tx, { ...contextOf(options, job, tx, write), code })
    })
  try {
    await dead(code, true)
  } catch (error) {
    if (error instanceof LeaseLost || isBusy(error)) throw error
    // dead and visible beats tried for ever: replaying it runs everything again
    log.error(
      { jobId: job.id, kind: job.kind, at: framesOf(error) },
      'onDead failed; the job is dead without it',
    )
    await dead('ON_DEAD_FAILED', false)
  }
  return 'dead'
}

const giveBack = async ({ database }: RunJobOptions, job: ClaimedJob): Promise<JobOutcome> => {
  await database.transaction(tx =>
    settle(database, job, { state: 'waiting', dueAt: null, attempts: job.attempts, lastError: null }, tx),
  )
  return 'givenBack'
}

const contextOf = (
  { clock }: RunJobOptions,
  job: ClaimedJob,
  tx: Transaction,
  write: (entry: AuditEntry) => void,
): RecordContext => ({
  jobId: job.id,
  key: job.key,
  attempt: job.attempts + 1,
  now: clock.now(),
  record: write,
  enqueue: jobs => enqueue(tx, jobs),
})

const adviceOn = (error: unknown): RetryAdvice => {
  const advice = readAdvice(error)
  if (isBusy(error)) return { ...advice, code: 'DATABASE_BUSY', attemptSpent: false }
  const ranOut =
    typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError'
  return ranOut ? { ...advice, code: 'DEADLINE' } : advice
}

/** Where it happened, without the message: messages quote what they choke on. */
const framesOf = (error: unknown): string[] => {
  if (typeof error !== 'object' || error === null || !('stack' in error)) return []
  const lines = String(error.stack).split('\n')
  return lines
    .filter(line => /^ {4}at /.test(line))
    .slice(0, 4)
    .map(line => line.trim())
}
