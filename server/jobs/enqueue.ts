import type { Sequelize, Transaction } from 'sequelize'
import type { NewJob } from './job'
import { storedValue } from '../database'

/** A job without a due date is due since before any clock of ours. */
export const atOnce = new Date(0)

type Listen = () => void
const listeners = new WeakMap<Sequelize, Set<Listen>>()

/** A transaction knows its database; Sequelize's types keep that to themselves. */
const databaseOf = (tx: Transaction) => (tx as unknown as { sequelize: Sequelize }).sequelize

/** `listen` runs after each commit that wrote jobs in this process. Returns how to stop listening. */
export const onJobsCommitted = (sequelize: Sequelize, listen: Listen): (() => void) => {
  const listening = listeners.get(sequelize) ?? new Set()
  listeners.set(sequelize, listening.add(listen))
  return () => void listening.delete(listen)
}

/** Tells the runners of this process after the commit, so that nobody waits for the next poll. */
export const wakeAfterCommit = (tx: Transaction): void => {
  tx.afterCommit(() => {
    for (const listen of listeners.get(databaseOf(tx)) ?? []) listen()
  })
}

const rowsAtOnce = 500

/**
 * Writes jobs in the transaction of the deed that causes them: they exist exactly if the deed does.
 * A job whose key exists already, in whatever state, is left as it is: a deed repeated is not work repeated.
 */
export const enqueue = async (tx: Transaction, jobs: readonly NewJob[]): Promise<void> => {
  if (jobs.length === 0) return
  const sequelize = databaseOf(tx)
  const duplicates =
    sequelize.getDialect() === 'sqlite'
      ? 'ON CONFLICT (job_key) DO NOTHING'
      : 'ON DUPLICATE KEY UPDATE job_key = VALUES(job_key)'
  const createdAt = new Date()
  for (let from = 0; from < jobs.length; from += rowsAtOnce) {
    const some = jobs.slice(from, from + rowsAtOnce)
    await sequelize.query(
      `INSERT INTO jobs (job_key, kind, payload, group_key, state, due_at, attempts, takeovers, fence, created_at)
       VALUES ${some.map(() => "(?, ?, ?, ?, 'waiting', ?, 0, 0, 0, ?)").join(', ')} ${duplicates}`,
      {
        transaction: tx,
        replacements: some
          .flatMap(job => valuesOf(job, createdAt))
          .map(value => storedValue(sequelize, value)),
      },
    )
  }
  wakeAfterCommit(tx)
}

const valuesOf = ({ key, kind, payload, group, dueAt }: NewJob, createdAt: Date) => [
  key,
  kind,
  JSON.stringify(payload),
  group ?? null,
  dueAt ?? atOnce,
  createdAt,
]
