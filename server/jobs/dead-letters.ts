import { createHash } from 'node:crypto'
import { Problem } from '@shared/problem'
import type { Transaction } from 'sequelize'
import type { Audit, AuditEntry } from '../audit'
import type { Database, Parameter } from '../database'
import { atOnce, wakeAfterCommit } from './enqueue'
import type { JsonObject } from './job'
import { changeRows } from './job-store'

export interface DeadJob {
  id: string
  kind: string
  key: string
  group: string | null
  payload: JsonObject
  attempts: number
  /** A code, never a message. */
  lastError: string | null
  createdAt: Date
  diedAt: Date | null
  /** Jobs of its group that wait behind it. */
  holdsUp: number
}

/** Who does it: the audit keeps the name. */
export interface By {
  as: AuditEntry['actor']
}

/** What people do with jobs that will not succeed by themselves. Each deed is audited with the job it changes. */
export interface DeadLetters {
  /** Oldest first; `after` is the last id of the page before. */
  listDeadJobs(page?: { limit?: number; after?: string }): Promise<DeadJob[]>
  /** Runs it again from its first attempt. @throws Problem NOT_FOUND when it is not dead (any more) */
  replayJob(id: string, by: By): Promise<void>
  /** Corrects what it carries; it stays dead until replayed. @throws Problem NOT_FOUND */
  mendJob(id: string, payload: JsonObject, by: By): Promise<void>
  /** Gives it up for good; the jobs behind it in its group go on. @throws Problem NOT_FOUND */
  discardJob(id: string, by: By): Promise<void>
}

interface DeadRow {
  id: number
  kind: string
  job_key: string
  group_key: string | null
  payload: string
  attempts: number
  last_error: string | null
  created_at: Date
  ended_at: Date | null
  holds_up: number
}

export const createDeadLetters = ({ database, audit }: { database: Database; audit: Audit }): DeadLetters => {
  const find = async (where: string, values: readonly Parameter[], tx?: Transaction): Promise<DeadJob[]> => {
    const rows = await database.read<DeadRow>(
      `SELECT id, kind, job_key, group_key, payload, attempts, last_error, created_at, ended_at,
         (SELECT COUNT(*) FROM jobs b WHERE b.group_key = j.group_key AND b.state = 'waiting' AND b.id > j.id) AS holds_up
       FROM jobs j WHERE state = 'dead' AND ${where}`,
      values,
      tx,
    )
    return rows.map(deadJob)
  }

  /** Changes one dead job and says so in the audit, or neither. */
  const change = (
    id: string,
    action: string,
    set: Record<string, Parameter>,
    by: By,
    more: AuditEntry['detail'] = {},
  ) =>
    audit.transaction(async (tx, record) => {
      const assignments = Object.keys(set).map(name => `${name} = ?`)
      const changed = await changeRows(
        database,
        `UPDATE jobs SET ${assignments.join(', ')} WHERE id = ? AND state = 'dead'`,
        [...Object.values(set), idNumber(id)],
        tx,
      )
      if (changed !== 1) throw new Problem('NOT_FOUND')
      const [row] = await database.read<{ kind: string; last_error: string | null }>(
        'SELECT kind, last_error FROM jobs WHERE id = ?',
        [idNumber(id)],
        tx,
      )
      const detail = { kind: row?.kind ?? '', lastError: row?.last_error ?? '', ...more }
      record({ actor: by.as, action, object: { kind: 'job', id }, detail })
      wakeAfterCommit(tx)
    })

  return {
    listDeadJobs: ({ limit = 100, after = '0' } = {}) =>
      find(`id > ? ORDER BY id LIMIT ${Math.min(1000, Math.max(1, Math.floor(limit)))}`, [idNumber(after)]),
    replayJob: (id, by) =>
      change(
        id,
        'job.replayed',
        { state: 'waiting', attempts: 0, takeovers: 0, due_at: atOnce, ended_at: null },
        by,
      ),
    async mendJob(id, payload, by) {
      const [before] = await find('id = ?', [idNumber(id)])
      if (!before) throw new Problem('NOT_FOUND')
      const more = { before: digestOf(before.payload), after: digestOf(payload) }
      await change(id, 'job.mended', { payload: JSON.stringify(payload) }, by, more)
    },
    discardJob: (id, by) => change(id, 'job.discarded', { state: 'discarded' }, by),
  }
}

/** Lets the audit say what was replaced by what, without keeping either. */
const digestOf = (payload: JsonObject) => createHash('sha256').update(JSON.stringify(payload)).digest('hex')

const idNumber = (id: string): number => {
  if (!/^\d{1,15}$/.test(id)) throw new Problem('NOT_FOUND')
  return Number(id)
}

const deadJob = (row: DeadRow): DeadJob => ({
  id: String(row.id),
  kind: row.kind,
  key: row.job_key,
  group: row.group_key,
  payload: JSON.parse(row.payload) as JsonObject,
  attempts: row.attempts,
  lastError: row.last_error,
  createdAt: row.created_at,
  diedAt: row.ended_at,
  holdsUp: row.holds_up,
})
