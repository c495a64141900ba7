import { columns, type Database, type RowModel } from '../database'
import { tagged } from '../vault'

const table = 'limit_counters'
tagged(table, { id: 'L1', used: 'L1', ends_at: 'L1' })

export const limitCounterColumns = {
  id: { ...columns.blindIndex(), primaryKey: true },
  used: columns.count(),
  ends_at: columns.instant(),
}

export interface LimitCounterRow {
  id: string
  used: number
  ends_at: Date
}

/** The counters of tries, as a model of one database. */
export const defineLimitCounter = ({ sequelize }: Database): RowModel<LimitCounterRow> =>
  sequelize.define(table, limitCounterColumns)
