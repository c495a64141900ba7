import { QueryTypes, type Transaction } from 'sequelize'
import type { Database, Parameter } from '../database'
import { storedValue } from '../database'
import type { JobState, JsonObject } from './job'

/** A job this process may perform until `fence` rises. */
export interface ClaimedJob {
  id: string
  kind: string
  key: string
  payload: JsonObject
  /** Failed tries so far. */
  attempts: number
  /** Owners lost since the last try that ended. */
  takeovers: number
  /** Rises with each claim: an older owner's word no longer counts. */
  fence: number
}

interface JobRow {
  id: number
  kind: string
  job_key: string
  payload: string
  attempts: number
  takeovers: number
  fence: number
}

export interface ClaimWish {
  kind: string
  /** How many of this kind at most. */
  limit: number
  /** Real time. */
  leaseUntil: Date
}

const placeholders = (values: readonly unknown[]) => values.map(() => '?').join(', ')

/** Runs one write. @returns how many rows it changed */
export const changeRows = async (
  database: Database,
  sql: string,
  values: readonly Parameter[],
  tx: Transaction,
) => {
  const [, changed] = await database.sequelize.query(sql, {
    replacements: values.map(value => storedValue(database.sequelize, value)),
    transaction: tx,
    type: QueryTypes.UPDATE,
  })
  return changed
}

/** Jobs that are due and whose group has nothing unfinished before them. A look only: another runner may be faster. */
const findDue = async (database: Database, now: Date, wishes: readonly ClaimWish[], limit: number) => {
  const perKind = wishes.map(
    (wish, index) => `SELECT * FROM (
      SELECT id, kind, due_at FROM jobs j
      WHERE state = 'waiting' AND kind = ? AND due_at <= ? AND NOT EXISTS (
        SELECT 1 FROM jobs e
        WHERE e.group_key = j.group_key AND e.state IN ('waiting', 'running', 'dead') AND e.id < j.id)
      ORDER BY due_at, id LIMIT ${wish.limit}) k${index}`,
  )
  return database.read<{ id: number; kind: string }>(
    `SELECT id, kind FROM (${perKind.join(' UNION ALL ')}) found ORDER BY due_at, id LIMIT ${limit}`,
    wishes.flatMap(({ kind }) => [kind, now]),
  )
}

/**
 * Claims due jobs for `owner` (a name used for this claim only). Works on any number of processes without vendor
 * locks: the row itself decides, by a conditional update.
 * @returns the jobs won, and how many were seen: fewer won than seen means another runner is at it too
 */
export const claimDue = async (
  database: Database,
  { now, wishes, limit, owner }: { now: Date; wishes: readonly ClaimWish[]; limit: number; owner: string },
): Promise<{ jobs: ClaimedJob[]; seen: number }> => {
  const due = wishes.length === 0 ? [] : await findDue(database, now, wishes, limit)
  if (due.length === 0) return { jobs: [], seen: 0 }
  const rows = await database.transaction(async tx => {
    for (const { kind, leaseUntil } of wishes) {
      const ids = due.filter(job => job.kind === kind).map(({ id }) => id)
      if (ids.length === 0) continue
      await changeRows(
        database,
        `UPDATE jobs SET state = 'running', owner = ?, lease_until = ?, fence = fence + 1
         WHERE id IN (${placeholders(ids)}) AND state = 'waiting' AND due_at <= ?`,
        [owner, leaseUntil, ...ids, now],
        tx,
      )
    }
    const ids = due.map(({ id }) => id)
    return database.read<JobRow>(
      `SELECT id, kind, job_key, payload, attempts, takeovers, fence FROM jobs
       WHERE id IN (${placeholders(ids)}) AND owner = ? AND state = 'running' ORDER BY due_at, id`,
      [...ids, owner],
      tx,
    )
  })
  return { jobs: rows.map(claimed), seen: due.length }
}

const claimed = ({ id, job_key, payload, ...rest }: JobRow): ClaimedJob => ({
  ...rest,
  id: String(id),
  key: job_key,
  payload: JSON.parse(payload) as JsonObject,
})

/** Another owner has the job: whatever we wanted to say about it no longer counts. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

export type Settlement =
  | { state: 'done' }
  | { state: 'dead'; lastError: string }
  /** `dueAt` null: as it was before the claim. */
  | { state: 'waiting'; dueAt: Date | null; attempts: number; lastError: string | null }

/**
 * Ends the claim, first thing in its transaction: from here to the commit the row is ours alone.
 * @throws LeaseLost when the job was taken over
 */
export const settle = async (
  database: Database,
  { id, fence, attempts }: ClaimedJob,
  to: Settlement,
  tx: Transaction,
): Promise<void> => {
  const values: Record<string, Parameter> = { state: to.state, owner: null, lease_until: null, takeovers: 0 }
  if (to.state === 'waiting') {
    values['attempts'] = to.attempts
    if (to.dueAt) values['due_at'] = to.dueAt
    if (to.lastError) values['last_error'] = to.lastError
  } else {
    values['ended_at'] = new Date()
    values['last_error'] = to.state === 'dead' ? to.lastError : null
    values['attempts'] = to.state === 'dead' ? attempts + 1 : attempts
  }
  const changed = await changeRows(
    database,
    `UPDATE jobs SET ${Object.keys(values)
      .map(name => `${name} = ?`)
      .join(', ')}
     WHERE id = ? AND fence = ? AND state = 'running'`,
    [...Object.values(values), id, fence],
    tx,
  )
  if (changed !== 1) throw new LeaseLost(`job ${id} has another owner`)
}

/** Running jobs whose owner's lease ended before `realNow` (null: all) wait again. @returns how many */
export const takeBackExpired = async (database: Database, realNow: Date | null): Promise<number> => {
  const expired = `state = 'running'${realNow ? ' AND lease_until < ?' : ''}`
  const values = realNow ? [realNow] : []
  const some = await database.read(`SELECT id FROM jobs WHERE ${expired} LIMIT 1`, values)
  if (some.length === 0) return 0
  const sql = `UPDATE jobs SET state = 'waiting', owner = NULL, lease_until = NULL, takeovers = takeovers + 1
     WHERE ${expired}`
  return database.transaction(tx => changeRows(database, sql, values, tx))
}

/** How many jobs are in each state, done and discarded ones aside. */
export const countStates = async (database: Database): Promise<Partial<Record<JobState, number>>> => {
  const rows = await database.read<{ state: JobState; n: number }>(
    `SELECT state, COUNT(*) AS n FROM jobs WHERE state IN ('waiting', 'running', 'dead') GROUP BY state`,
    [],
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}
