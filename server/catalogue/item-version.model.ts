import { columns, type Database, type RowModel } from '../database'
import { tagged } from '../vault'

const table = 'item_versions'
tagged(table, { code: 'L1', version: 'L1', definition: 'L1', loaded_at: 'L1' })

/** Every definition ever applied for stays readable: a running case keeps the rules it was submitted under. */
export const itemVersionColumns = {
  code: { ...columns.identifier(40), primaryKey: true },
  version: { ...columns.identifier(32), primaryKey: true },
  definition: columns.text(),
  loaded_at: columns.instant(),
}

export interface ItemVersionRow {
  code: string
  version: string
  /** The definition as JSON. */
  definition: string
  loaded_at: Date
}

export const defineItemVersion = ({ sequelize }: Database): RowModel<ItemVersionRow> =>
  sequelize.define(table, itemVersionColumns)
