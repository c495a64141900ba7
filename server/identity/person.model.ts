import { columns, type Database, type RowModel } from '../database'
import { blindIndexColumn, encryptedColumn, tagged, type Vault } from '../vault'

const table = 'people'
tagged(table, { id: 'L2', verified_at: 'L1' })

/** A verified person (L2), found by the ID number alone. */
export const personColumns = {
  id: columns.id(),
  name: columns.sealed(),
  id_number: columns.sealed(),
  id_number_index: columns.blindIndex(),
  mobile: { ...columns.sealed(), allowNull: true },
  mobile_index: { ...columns.blindIndex(), allowNull: true },
  verified_at: columns.instant(),
}

export interface PersonRow {
  id: string
  name: string
  id_number: string
  id_number_index: string
  /** Null once the number has become somebody else's. */
  mobile: string | null
  mobile_index: string | null
  verified_at: Date
}
export type PersonModel = RowModel<PersonRow, Omit<PersonRow, 'id_number_index' | 'mobile_index'>>

export const definePerson = ({ sequelize }: Database, vault: Vault): PersonModel =>
  sequelize.define(table, {
    ...personColumns,
    name: encryptedColumn({ table, column: 'name', sensitivity: 'L3' }, vault),
    id_number: encryptedColumn({ table, column: 'id_number', sensitivity: 'L4' }, vault),
    id_number_index: blindIndexColumn({
      ...{ table, column: 'id_number_index', sensitivity: 'L4', purpose: 'id-number' },
      from: { column: 'id_number' },
    }),
    mobile: encryptedColumn({ table, column: 'mobile', sensitivity: 'L3', allowNull: true }, vault),
    mobile_index: blindIndexColumn({
      ...{ table, column: 'mobile_index', sensitivity: 'L3', allowNull: true, purpose: 'mobile' },
      from: { column: 'mobile' },
    }),
  })
