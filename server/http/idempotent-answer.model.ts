import { columns, type Database, type RowModel } from '../database'
import { encryptedColumn, tagged, type Vault } from '../vault'

const table = 'idempotent_answers'
tagged(table, { id: 'L1', endpoint: 'L1', body_mac: 'L1', created_at: 'L1' })

export const idempotentAnswerColumns = {
  id: { ...columns.identifier(64), primaryKey: true },
  endpoint: columns.identifier(60),
  body_mac: columns.blindIndex(),
  answer: columns.sealed(),
  created_at: columns.instant(),
}

export interface IdempotentAnswerRow {
  id: string
  endpoint: string
  body_mac: string
  /** The answer as JSON. */
  answer: string
  created_at: Date
}
export type IdempotentAnswerModel = RowModel<IdempotentAnswerRow>

/** The answers already given, as a model of one database. */
export const defineIdempotentAnswer = ({ sequelize }: Database, vault: Vault): IdempotentAnswerModel =>
  sequelize.define(table, {
    ...idempotentAnswerColumns,
    answer: encryptedColumn({ table, column: 'answer', sensitivity: 'L4' }, vault),
  })

/** Where one answer is sealed. */
export const answerPlace = (id: string) => ({ table, column: 'answer', id })
