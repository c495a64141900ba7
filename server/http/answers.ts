import type { Transaction } from 'sequelize'
import type { Clock } from '../clock'
import { changeRows, columns, insertRows, type Database, type Migration } from '../database'
import { tagged, type Vault } from '../vault'

/** How long a stored answer replays. */
export const answerKeptMs = 48 * 3600_000

/** The memory behind `Idempotency-Key`: key → what was asked (as a MAC) and what was answered (sealed). */
export interface Answers {
  find(
    scope: string,
    key: string,
    endpoint: string,
    body: string,
  ): Promise<{ answer: unknown } | 'reused' | null>
  keep(
    tx: Transaction,
    scope: string,
    key: string,
    endpoint: string,
    body: string,
    answer: unknown,
  ): Promise<void>
  forgetOld(): Promise<number>
}

tagged('idempotent_answers', { id: 'L1', endpoint: 'L1', body_mac: 'L1', answer: 'L3', created_at: 'L1' })

export const answerMigrations: Migration[] = [
  {
    name: '0002-idempotent-answers',
    async up({ createTable, addIndex }) {
      await createTable('idempotent_answers', {
        id: { ...columns.blindIndex(), primaryKey: true },
        endpoint: columns.identifier(60),
        body_mac: columns.blindIndex(),
        answer: columns.sealed(),
        created_at: columns.instant(),
      })
      await addIndex('idempotent_answers', { columns: ['created_at'] })
    },
    down: ({ dropTable }) => dropTable('idempotent_answers'),
  },
]

export function createAnswers(services: { database: Database; vault: Vault; clock: Clock }): Answers {
  const { database, vault, clock } = services
  const table = 'idempotent_answers'
  const place = (id: string) => ({ table, column: 'answer', id })
  const idOf = (scope: string, key: string): string => vault.blindIndex('idempotency-key', `${scope}\n${key}`)
  const macOf = (endpoint: string, body: string): string =>
    vault.blindIndex('idempotency-body', `${endpoint}\n${body}`)
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
      const row = {
        id,
        endpoint,
        body_mac: macOf(endpoint, body),
        answer: vault.seal(place(id), JSON.stringify(answer)),
        created_at: clock.now(),
      }
      await insertRows(database, table, [row], tx)
    },
    forgetOld() {
      const before = new Date(clock.now().getTime() - answerKeptMs)
      return changeRows(database, 'DELETE FROM idempotent_answers WHERE created_at < ?', [before])
    },
  }
}
