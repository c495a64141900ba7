import { columns, type Database, type RowModel } from '../database'
import { encryptedColumn, tagged, type Vault } from '../vault'

const table = 'materials'
tagged(table, {
  id: 'L1',
  person_id: 'L2',
  item_code: 'L1',
  kind: 'L1',
  mime: 'L1',
  size_bytes: 'L1',
  case_id: 'L2',
  uploaded_at: 'L1',
})

export const materialColumns = {
  id: columns.id(),
  person_id: columns.identifier(36),
  item_code: columns.identifier(40),
  kind: columns.identifier(40),
  mime: columns.identifier(40),
  size_bytes: columns.count(),
  file_name: columns.sealed(),
  case_id: { ...columns.identifier(36), allowNull: true },
  uploaded_at: columns.instant(),
}

export interface StoredMaterialRow {
  id: string
  person_id: string
  item_code: string
  kind: string
  mime: string
  size_bytes: number
  file_name: string
  case_id: string | null
  uploaded_at: Date
}

/** 材料, as a model of one database. */
export const defineMaterial = ({ sequelize }: Database, vault: Vault): RowModel<StoredMaterialRow> =>
  sequelize.define(table, {
    ...materialColumns,
    file_name: encryptedColumn({ table, column: 'file_name', sensitivity: 'L3' }, vault),
  })

/** Where the file name of one material is sealed. */
export const namePlace = (id: string) => ({ table, column: 'file_name', id })

/** Where the content of one material is sealed; it lies in the blob store under the same id. */
export const contentPlace = (id: string) => ({ table, column: 'content', id })
