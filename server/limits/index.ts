import { Op, type Transaction } from 'sequelize'
import type { Clock } from '../clock'
import { countUp, type Database, type Migration } from '../database'
import type { Vault } from '../vault'
import { defineLimitCounter, limitCounterColumns } from './limit-counter.model'

export { defineLimitCounter }

/** So many tries of something per subject in a fixed window. */
export interface Limit {
  name: string
  max: number
  windowMs: number
}

export interface Spent {
  allowed: boolean
  used: number
  /** Seconds until the window ends. */
  retryAfterS: number
}

/**
 * Counts tries in the database, so that they hold over restarts and over several processes. A new vault key begins new
 * counters: one more window of tries, once.
 */
export interface Limits {
  /** Counts one try, also a refused one. One statement, whether or not the subject exists. */
  spend(limit: Limit, subject: string, tx?: Transaction): Promise<Spent>
  forgetOld(): Promise<void>
}

export const limitMigrations: Migration[] = [
  {
    name: '0003-limit-counters',
    async up({ createTable, addIndex }) {
      await createTable('limit_counters', limitCounterColumns)
      await addIndex('limit_counters', { columns: ['ends_at'] })
    },
    down: ({ dropTable }) => dropTable('limit_counters'),
  },
]

export function createLimits(services: { database: Database; vault: Vault; clock: Clock }): Limits {
  const { database, vault, clock } = services
  const LimitCounter = defineLimitCounter(database)
  return {
    async spend(limit, subject, tx) {
      const now = clock.now().getTime()
      const window = Math.floor(now / limit.windowMs)
      const endsAt = new Date((window + 1) * limit.windowMs)
      const id = vault.blindIndex('limit', `${limit.name}\n${subject}\n${window}`)
      // One upsert that hands the count back, which models cannot say on MySQL.
      const used = await countUp(database, 'limit_counters', id, endsAt, tx)
      return {
        allowed: used <= limit.max,
        used,
        retryAfterS: Math.max(1, Math.ceil((endsAt.getTime() - now) / 1000)),
      }
    },
    async forgetOld() {
      await LimitCounter.destroy({ where: { ends_at: { [Op.lt]: clock.now() } } })
    },
  }
}
