import { randomBytes } from 'node:crypto'
import { auditMigrations, createAudit } from '../../audit'
import type { Clock } from '../../clock'
import type { Database } from '../../database'
import { createTestClock } from '../../test/clock'
import { createTestDatabase } from '../../test/database'
import { createVault } from '../../vault'
import { createRunner, enqueue, jobMigrations, type JobKind, type NewJob, type RunnerOptions } from '..'

export const silent = { info: () => {}, warn: () => {}, error: () => {} }

export const setUp = async () => {
  const { database, url, dispose } = await createTestDatabase([...auditMigrations, ...jobMigrations])
  const clock = createTestClock()
  const audit = createTestAudit(database, clock)
  return {
    database,
    url,
    clock,
    audit,
    audited: () =>
      database.read<{ actor_id: string; action: string; object_id: string; detail: string }>(
        'SELECT actor_id, action, object_id, detail FROM audit_rows ORDER BY chain, seq',
        [],
      ),
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

/** An audit with a key of its own. */
export const createTestAudit = (database: Database, clock: Clock) => {
  const vault = createVault({ keys: [{ id: 'test', secret: randomBytes(32) }], profile: 'aes' })
  return createAudit({ database, vault, clock })
}
