import type { MessageIntent } from '@shared/messaging/intents'
import { columns, type Database, type RowModel } from '../database'
import { encryptedColumn, tagged, type Vault } from '../vault'

const table = 'messages'
tagged(table, { id: 'L1', person_id: 'L2', case_id: 'L1', intent: 'L1', sent_at: 'L1', read_at: 'L1' })

/** 消息: one line of a person's inbox. */
export const messageColumns = {
  id: columns.id(),
  person_id: columns.identifier(36),
  case_id: columns.identifier(36),
  intent: columns.identifier(40),
  content: columns.sealed(),
  sent_at: columns.instant(),
  read_at: { ...columns.instant(), allowNull: true },
}

export interface MessageRow {
  id: string
  person_id: string
  case_id: string
  intent: MessageIntent
  /** Title and body as JSON. */
  content: string
  sent_at: Date
  read_at: Date | null
}
export type MessageModel = RowModel<MessageRow>

export const defineMessage = ({ sequelize }: Database, vault: Vault): MessageModel =>
  sequelize.define(table, {
    ...messageColumns,
    content: encryptedColumn({ table, column: 'content', sensitivity: 'L3' }, vault),
  })

/** Where the content of one message is sealed. */
export const inboxPlace = (id: string) => ({ table, column: 'content', id })
