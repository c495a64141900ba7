import { createHash } from 'node:crypto'
import { Op, type Transaction } from 'sequelize'
import type { Clock } from '../clock'
import type { Database, Migration } from '../database'
import type { Vault } from '../vault'
import {
  answerPlace,
  defineIdempotentAnswer,
  idempotentAnswerColumns,
  type IdempotentAnswerRow,
} from './idempotent-answer.model'

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

export const answerMigrations: Migration[] = [
  {
    name: '0002-idempotent-answers',
    async up({ createTable, addIndex }) {
      await createTable('idempotent_answers', idempotentAnswerColumns)
      await addIndex('idempotent_answers', { columns: ['created_at'] })
    },
    down: ({ dropTable }) => dropTable('idempotent_answers'),
  },
]

/** SM3 of whose key it is and which: nothing personal, and the same under every vault key, so twice stays once. */
const idOf = (scope: string, key: string): string =>
  createHash('sm3')
    .update(JSON.stringify([scope, key]))
    .digest('hex')

const bodyPurpose = 'idempotency-body'
const bodyOf = (endpoint: string, body: string): string => `${endpoint}\n${body}`

export function createAnswers(services: { database: Database; vault: Vault; clock: Clock }): Answers {
  const { database, vault, clock } = services
  const IdempotentAnswer = defineIdempotentAnswer(database, vault)
  return {
    async find(scope, key, endpoint, body) {
      const id = idOf(scope, key)
      const [row] = await database.read<Pick<IdempotentAnswerRow, 'body_mac' | 'answer'>>(
        'SELECT body_mac, answer FROM idempotent_answers WHERE id = ?',
        [id],
      )
      if (!row) return null
      if (!vault.blindIndexes(bodyPurpose, bodyOf(endpoint, body)).includes(row.body_mac)) return 'reused'
      return { answer: JSON.parse(vault.open(answerPlace(id), row.answer)) as unknown }
    },
    async keep(tx, scope, key, endpoint, body, answer) {
      await IdempotentAnswer.create(
        {
          id: idOf(scope, key),
          endpoint,
          body_mac: vault.blindIndex(bodyPurpose, bodyOf(endpoint, body)),
          answer: JSON.stringify(answer),
          created_at: clock.now(),
        },
        { transaction: tx },
      )
    },
    forgetOld() {
      const before = new Date(clock.now().getTime() - answerKeptMs)
      return IdempotentAnswer.destroy({ where: { created_at: { [Op.lt]: before } } })
    },
  }
}
