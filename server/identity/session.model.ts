import { columns, type Database, type RowModel } from '../database'
import { tagged } from '../vault'

const table = 'sessions'
tagged(table, {
  id: 'L2',
  account_id: 'L2',
  person_id: 'L2',
  level: 'L1',
  created_at: 'L1',
  last_seen_at: 'L1',
})

export const sessionColumns = {
  /** The digest of the token: the token itself is stored nowhere. */
  id: { ...columns.identifier(64), primaryKey: true },
  account_id: columns.identifier(36),
  person_id: { ...columns.identifier(36), allowNull: true },
  level: columns.count(),
  created_at: columns.instant(),
  last_seen_at: columns.instant(),
}

export interface SessionRow {
  id: string
  account_id: string
  person_id: string | null
  level: number
  created_at: Date
  last_seen_at: Date
}
export type SessionModel = RowModel<SessionRow>

export const defineSession = ({ sequelize }: Database): SessionModel =>
  sequelize.define(table, sessionColumns)
