import type { Audit, AuditEntry } from '../../audit'
import type { Database } from '../../database'
import { createTestClock } from '../../test/clock'
import { createTestDatabase } from '../../test/database'
import { createRunner, enqueue, jobMigrations, type JobKind, type NewJob, type RunnerOptions } from '..'

export const silent = { info: () => {}, warn: () => {}, error: () => {} }

export const setUp = async () => {
  const { database, url, dispose } = await createTestDatabase(jobMigrations)
  const clock = createTestClock()
  const audited: AuditEntry[] = []
  const audit = createAudit(database, audited)
  return {
    database,
    url,
    clock,
    audit,
    audited,
    /** A runner on a still clock whose waits are exactly the ladder's steps. */
    buildRunner: (kinds: readonly JobKind[], more: Partial<RunnerOptions> = {}) =>
      createRunner({ database, audit, clock, kinds, log: silent, random: () => 1, alone: false, ...more }),
    write: (...jobs: NewJob[]) => database.transaction(tx => enqueue(tx, jobs)),
    row: async (key: string) => {
      const rows = await database.read<{
        id: number
        state: string
        attempts: number
        last_error: string | null
      }>('SELECT id, state, attempts, last_error FROM jobs WHERE job_key = ?', [key])
      return rows[0]
    },
    dispose,
  }
}

/** A promise and how to fulfil it. */
export const createGate = () => {
  let open = () => {}
  const opened = new Promise<void>(resolve => (open = resolve))
  return { opened, open }
}

const createAudit = (database: Database, audited: AuditEntry[]): Audit =>
  ({
    transaction: (work: (tx: unknown, record: (entry: AuditEntry) => void) => Promise<unknown>) =>
      database.transaction(async tx => {
        const entries: AuditEntry[] = []
        const result = await work(tx, entry => void entries.push(entry))
        audited.push(...entries)
        return result
      }),
  }) as unknown as Audit
