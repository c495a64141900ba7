import { columns, type Database, type RowModel } from '../database'
import { encryptedColumn, tagged, type Vault } from '../vault'

const table = 'drafts'
tagged(table, {
  id: 'L1',
  person_id: 'L2',
  item_code: 'L1',
  definition_version: 'L1',
  version: 'L1',
  saved_at: 'L1',
})

/** A half-filled application: one per person and item, sealed as a whole. */
export const draftColumns = {
  id: columns.id(),
  person_id: columns.identifier(36),
  item_code: columns.identifier(40),
  definition_version: columns.identifier(32),
  version: columns.version(),
  content: columns.sealed(),
  saved_at: columns.instant(),
}

export interface DraftRow {
  id: string
  person_id: string
  item_code: string
  definition_version: string
  version: number
  /** Values and material ids as JSON. */
  content: string
  saved_at: Date
}
export type DraftModel = RowModel<DraftRow>

export const defineDraft = ({ sequelize }: Database, vault: Vault): DraftModel =>
  sequelize.define(table, {
    ...draftColumns,
    content: encryptedColumn({ table, column: 'content', sensitivity: 'L4' }, vault),
  })

/** Where the content of one draft is sealed. */
export const contentPlace = (id: string) => ({ table, column: 'content', id })
