import type { Database } from '../database'
import { atOnce } from './enqueue'
import { countStates } from './job-store'

export interface JobStats {
  /** Due or not yet. */
  waiting: number
  running: number
  dead: number
  /** How long the longest waiting due job has been due, in milliseconds; 0 when nothing is due. */
  oldestWaitingMs: number
}

export const readJobStats = async (database: Database, now: Date, realNow: Date): Promise<JobStats> => {
  const { waiting = 0, running = 0, dead = 0 } = await countStates(database)
  // written to run at once: by the real clock of the writing; dated: by the business clock
  const [written] = await database.read<{ at: Date | null }>(
    `SELECT MIN(created_at) AS at FROM jobs WHERE state = 'waiting' AND due_at = ?`,
    [atOnce],
  )
  const [dated] = await database.read<{ at: Date | null }>(
    `SELECT MIN(due_at) AS at FROM jobs WHERE state = 'waiting' AND due_at > ? AND due_at <= ?`,
    [atOnce, now],
  )
  const age = (at: Date | null | undefined, until: Date) => (at ? until.getTime() - at.getTime() : 0)
  return {
    waiting,
    running,
    dead,
    oldestWaitingMs: Math.max(0, age(written?.at, realNow), age(dated?.at, now)),
  }
}
