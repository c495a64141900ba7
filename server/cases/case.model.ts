import type { Holder, Outcome, Stage } from '@shared/cases/stage'
import { columns, type Database, type RowModel } from '../database'
import { encryptedColumn, keyedMacColumn, tagged, type Vault } from '../vault'

const table = 'cases'
tagged(table, {
  id: 'L1',
  case_number: 'L2',
  item_code: 'L1',
  definition_version: 'L1',
  person_id: 'L2',
  stage: 'L1',
  outcome: 'L1',
  held_by: 'L1',
  submitted_at: 'L1',
  promised_by: 'L1',
  promise_is_estimate: 'L1',
  version: 'L1',
  updated_at: 'L1',
})

export const caseColumns = {
  id: columns.id(),
  case_number: columns.identifier(40),
  item_code: columns.identifier(40),
  definition_version: columns.identifier(32),
  person_id: columns.identifier(36),
  /** The applicant's last four as they were on the day, so that a new key can recompute the MAC from them. */
  id_tail: columns.sealed(),
  id_tail_mac: columns.blindIndex(),
  stage: columns.identifier(32),
  outcome: { ...columns.identifier(32), allowNull: true },
  held_by: columns.identifier(32),
  submitted_at: columns.instant(),
  promised_by: { ...columns.day(), allowNull: true },
  promise_is_estimate: columns.flag(),
  version: columns.version(),
  updated_at: columns.instant(),
}

/** One row of `cases`: what lists and the public progress need, always equal to what the case's events say. */
export interface StoredCase {
  id: string
  case_number: string
  item_code: string
  definition_version: string
  person_id: string
  id_tail: string
  id_tail_mac: string
  stage: Stage
  outcome: Outcome | null
  held_by: Holder
  submitted_at: Date
  promised_by: string | null
  promise_is_estimate: boolean
  version: number
  updated_at: Date
}
export type CaseModel = RowModel<StoredCase, Omit<StoredCase, 'id_tail_mac'>>

export const defineCase = ({ sequelize }: Database, vault: Vault): CaseModel =>
  sequelize.define(table, {
    ...caseColumns,
    id_tail: encryptedColumn({ table, column: 'id_tail', sensitivity: 'L4' }, vault),
    // Keyed by the case: equal tails of two cases do not look equal.
    id_tail_mac: keyedMacColumn({
      ...{ table, column: 'id_tail_mac', sensitivity: 'L4', purpose: 'id-tail', scope: 'case_number' },
      from: { column: 'id_tail', normalise: tail => tail.toUpperCase() },
    }),
  })
