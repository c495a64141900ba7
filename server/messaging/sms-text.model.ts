import { columns, type Database, type RowModel } from '../database'
import { encryptedColumn, tagged, type Vault } from '../vault'

const table = 'sms_texts'
tagged(table, { id: 'L1', expires_at: 'L1', created_at: 'L1' })

/** What an SMS job needs and a job's payload may not hold; emptied once the gateway has it. */
export const smsTextColumns = {
  id: columns.id(),
  content: { ...columns.sealed(), allowNull: true },
  expires_at: { ...columns.instant(), allowNull: true },
  created_at: columns.instant(),
}

export interface SmsTextRow {
  id: string
  /** Number, template and parameters as JSON. */
  content: string | null
  expires_at: Date | null
  created_at: Date
}
export type SmsTextModel = RowModel<SmsTextRow>

export const defineSmsText = ({ sequelize }: Database, vault: Vault): SmsTextModel =>
  sequelize.define(table, {
    ...smsTextColumns,
    content: encryptedColumn({ table, column: 'content', sensitivity: 'L3', allowNull: true }, vault),
  })
