import type { Transaction } from 'sequelize'
import type { Clock } from '../clock'
import { columns, type Database, type Migration } from '../database'
import { tagged, type Vault } from '../vault'

/** How long a stored answer replays. */
export const answerKeptMs = 48 * 3600_000

/** The memory behind `Idempotency-Key`: key → what was asked (as a MAC) and what was answered (sealed). */
export interface Answers {
  find(scope: string, key: string, endpoint: string, body: string): Promise<{ answer: unknown } | 'reused' | null>
  keep(tx: Transaction, scope: string, key: string, endpoint: string, body: string, answer: unknown): Promise<void>
  forgetOld(tx: Transaction): Promise<number>
}

tagged('idempotent_answers', { id: 'L1', endpoint: 'L1', body_mac: 'L1', answer: 'L3', created_at: 'L1' })

export const answerMigrations: Migration[] = [
  {
    name: '0002-idempotent-answers',
    async up({ queryInterface }) {
      await queryInterface.createTable('idempotent_answers', {
        id: { ...columns.blindIndex(), primaryKey: true },
        endpoint: { ...columns.identifier(60), allowNull: false },
        body_mac: { ...columns.blindIndex(), allowNull: false },
        answer: { ...columns.sealed(), allowNull: false },
        created_at: { ...columns.instant(), allowNull: false },
      })
      await queryInterface.addIndex('idempotent_answers', ['created_at'])
    },
    async down({ queryInterface }) {
      await queryInterface.dropTable('idempotent_answers')
    },
  },
]

export function createAnswers(services: { database: Database; vault: Vault; clock: Clock }): Answers {
  const { database, vault, clock } = services
  const table = 'idempotent_answers'
  const place = (id: string) => ({ table, column: 'answer', id })
  const idOf = (scope: string, key: string): string => vault.blindIndex('idempotency-key', `${scope}\n${key}`)
  const macOf = (endpoint: string, body: string): string => vault.blindIndex('idempotency-body', `${endpoint}\n${body}`)
  return {
    async find(scope, key, endpoint, body) {
      const id = idOf(scope, key)
      const [row] = await database.read<{ body_mac: string; answer: string }>(
        'SELECT body_mac, answer FROM idempotent_answers WHERE id = ?',
        [id],
      )
      if (!row) return null
      if (row.body_mac !== macOf(endpoint, body)) return 'reused'
      return { answer: JSON.parse(vault.open(place(id), row.answer)) as unknown }
    },
    async keep(tx, scope, key, endpoint, body, answer) {
      const id = idOf(scope, key)
      await database.sequelize.getQueryInterface().bulkInsert(
        table,
        [
          {
            id,
            endpoint,
            body_mac: macOf(endpoint, body),
            answer: vault.seal(place(id), JSON.stringify(answer)),
            created_at: clock.now(),
          },
        ],
        { transaction: tx },
      )
    },
    async forgetOld(tx) {
      const before = new Date(clock.now().getTime() - answerKeptMs)
      const [, affected] = await database.sequelize.query('DELETE FROM idempotent_answers WHERE created_at < ?', {
        replacements: [before],
        transaction: tx,
      })
      return Number(affected ?? 0)
    },
  }
}
