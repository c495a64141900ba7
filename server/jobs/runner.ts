import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { systemClock, type Clock } from '../clock'
import type { Database } from '../database'
import type { Audit } from '../audit'
import { onJobsCommitted } from './enqueue'
import type { JobKind } from './job'
import { claimDue, takeBackExpired, type ClaimedJob } from './job-store'
import { runJob, type JobLog } from './run-job'
import { readJobStats, type JobStats } from './stats'

export interface RunnerOptions {
  database: Database
  audit: Audit
  /** The business clock: decides what is due. */
  clock: Clock
  kinds: readonly JobKind[]
  log: JobLog
  /** How often to look for due jobs without being woken, in milliseconds. Default 1 s. */
  pollMs?: number
  /** How often to take back jobs whose owner is gone, in milliseconds. Default 15 s. */
  sweepMs?: number
  /** Jobs at once in this process. Default 16. */
  concurrency?: number
  /** Jobs of one kind at once, unless the kind says otherwise. Default: half of all, so no kind takes every place. */
  perKindConcurrency?: number
  /** Time to record beyond a kind's deadline before others may take the job over. Default 30 s. */
  leaseGraceMs?: number
  /** Nobody else runs jobs on this database, so a start takes back everything at once. Default: on SQLite. */
  alone?: boolean
  /** For leases; shared by all processes. */
  realClock?: Clock
  random?: () => number
}

export interface Runner {
  /** Takes back what a killed process left, then runs jobs as they fall due. */
  start(): void
  /** Runs everything due now, and what that causes, until quiet. @returns how many tries were made */
  runDue(): Promise<number>
  /** Looks for due jobs now. Commits that wrote jobs in this process do so by themselves. */
  wake(): void
  /** Claims no more, waits for what is under way, and after `deadlineMs` stops it and gives it back. */
  drain(deadlineMs: number): Promise<void>
  stats(): Promise<JobStats>
}

export const createRunner = (options: RunnerOptions): Runner => {
  const {
    database,
    clock,
    log,
    pollMs = 1000,
    sweepMs = 15_000,
    concurrency = 16,
    leaseGraceMs = 30_000,
  } = options
  const { perKindConcurrency = Math.max(1, Math.ceil(concurrency / 2)), realClock = systemClock } = options
  const { alone = database.engine === 'sqlite', random = Math.random } = options
  const kinds = new Map(options.kinds.map(kind => [kind.kind, kind]))
  if (kinds.size !== options.kinds.length) throw new Error('two kinds of job have the same name')

  const name = randomUUID()
  const underWay = new Map<string, { kind: string; end: Promise<void> }>()
  const stop = new AbortController()
  // every job under way listens to it
  setMaxListeners(concurrency * 4, stop.signal)
  let draining = false
  let started = false
  let claims = 0
  let tries = 0
  let looking: Promise<number> | undefined
  let lookAgain = false
  let timer: NodeJS.Timeout | undefined
  let sweptAtMs = -Infinity

  const wishes = () => {
    const realMs = realClock.now().getTime()
    return options.kinds.flatMap(({ kind, deadlineMs, concurrency: own = perKindConcurrency }) => {
      const busy = [...underWay.values()].filter(one => one.kind === kind).length
      const limit = Math.min(own - busy, concurrency - underWay.size)
      return limit > 0 ? [{ kind, limit, leaseUntil: new Date(realMs + deadlineMs + leaseGraceMs) }] : []
    })
  }

  /** Claims once, as many as there are free places. @returns how many were seen */
  const claimOnce = async (): Promise<number> => {
    const limit = concurrency - underWay.size
    if (draining || limit <= 0) return 0
    claims += 1
    const owner = `${name}.${claims}`
    const { jobs, seen } = await claimDue(database, { now: clock.now(), wishes: wishes(), limit, owner })
    for (const job of jobs) begin(job)
    // another runner took some of them: there may be more behind; it took all: the next poll is soon enough
    if (jobs.length > 0 && jobs.length < seen) lookAgain = true
    return seen
  }

  const begin = (job: ClaimedJob) => {
    const kind = kinds.get(job.kind)
    if (!kind) throw new Error(`claimed a job of an unknown kind ${job.kind}`)
    // a job taken back from us while we still perform it may come to us again: both are under way
    const place = `${job.id}.${job.fence}`
    const end = runJob({ ...options, random, stop: stop.signal }, kind, job)
      .then(
        () => undefined,
        () =>
          log.error({ jobId: job.id, kind: job.kind }, 'job could not be settled; its lease will run out'),
      )
      .finally(() => {
        tries += 1
        underWay.delete(place)
        wake()
      })
    underWay.set(place, { kind: job.kind, end })
  }

  const look = (): Promise<number> => {
    lookAgain = true
    looking ??= (async () => {
      let seen = 0
      while (lookAgain) {
        lookAgain = false
        seen = await claimOnce()
      }
      return seen
    })().finally(() => (looking = undefined))
    return looking
  }

  const wake = () => {
    if (!started || draining) return
    look().catch(() => log.error({}, 'could not look for due jobs; trying again at the next poll'))
  }

  const sweep = async (everything: boolean) => {
    sweptAtMs = realClock.now().getTime()
    const count = await takeBackExpired(database, everything ? null : realClock.now())
    if (count > 0) log.warn({ count }, 'took back jobs whose process is gone')
  }

  const tick = async (first: boolean) => {
    try {
      if (first || realClock.now().getTime() - sweptAtMs >= sweepMs) await sweep(first && alone)
    } catch {
      sweptAtMs = -Infinity
      log.error({}, 'could not take back jobs; trying again at the next poll')
    }
    if (draining) return
    wake()
    timer = setTimeout(() => void tick(false), pollMs)
  }

  let stopListening = () => {}

  return {
    start() {
      if (started || draining) return
      started = true
      stopListening = onJobsCommitted(database.sequelize, wake)
      void tick(true)
    },
    async runDue() {
      const before = tries
      await sweep(false)
      for (;;) {
        const seen = await look()
        if (underWay.size > 0) await Promise.race([...underWay.values()].map(({ end }) => end))
        else if (seen === 0) return tries - before
      }
    },
    wake,
    async drain(deadlineMs) {
      draining = true
      stopListening()
      clearTimeout(timer)
      await looking?.catch(() => undefined)
      const ends = () => Promise.all([...underWay.values()].map(({ end }) => end))
      const late = setTimeout(() => stop.abort(), deadlineMs)
      await ends()
      clearTimeout(late)
    },
    stats: () => readJobStats(database, clock.now(), realClock.now()),
  }
}
