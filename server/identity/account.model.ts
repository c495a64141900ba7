import { columns, type Database, type RowModel } from '../database'
import { blindIndexColumn, encryptedColumn, tagged, type Vault } from '../vault'

const table = 'accounts'
tagged(table, { id: 'L2', created_at: 'L1' })

/** A mobile number that signed in. It proves a phone (L1), never a person: numbers are handed on. */
export const accountColumns = {
  id: columns.id(),
  mobile: columns.sealed(),
  mobile_index: columns.blindIndex(),
  created_at: columns.instant(),
}

export interface AccountRow {
  id: string
  mobile: string
  mobile_index: string
  created_at: Date
}
export type AccountModel = RowModel<AccountRow, Omit<AccountRow, 'mobile_index'>>

export const defineAccount = ({ sequelize }: Database, vault: Vault): AccountModel =>
  sequelize.define(table, {
    ...accountColumns,
    mobile: encryptedColumn({ table, column: 'mobile', sensitivity: 'L3' }, vault),
    mobile_index: blindIndexColumn({
      ...{ table, column: 'mobile_index', sensitivity: 'L3', purpose: 'mobile' },
      from: { column: 'mobile' },
    }),
  })
