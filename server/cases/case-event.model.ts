import { columns, type Database, type RowModel } from '../database'
import { encryptedColumn, tagged, type Vault } from '../vault'
import type { Actor, CaseEvent } from './events'

const table = 'case_events'
tagged(table, { case_id: 'L1', seq: 'L1', type: 'L1', actor_kind: 'L1', actor_id: 'L2', at: 'L1' })

/** The stream of a case: only ever added to, `seq` from 1. */
export const caseEventColumns = {
  case_id: { ...columns.identifier(36), primaryKey: true },
  seq: { ...columns.count(), primaryKey: true },
  type: columns.identifier(40),
  actor_kind: columns.identifier(20),
  actor_id: columns.identifier(64),
  at: columns.instant(),
  payload: columns.sealed(),
}

export interface CaseEventRow {
  case_id: string
  seq: number
  type: CaseEvent['type']
  actor_kind: Actor['kind']
  actor_id: string
  at: Date
  /** The event as JSON. */
  payload: string
}
export type CaseEventModel = RowModel<CaseEventRow>

export const defineCaseEvent = ({ sequelize }: Database, vault: Vault): CaseEventModel =>
  sequelize.define(table, {
    ...caseEventColumns,
    payload: encryptedColumn({ table, column: 'payload', sensitivity: 'L4' }, vault),
  })

/** Where the payload of one event is sealed. */
export const payloadPlace = (caseId: string, seq: number) => ({
  table,
  column: 'payload',
  id: `${caseId}:${seq}`,
})
