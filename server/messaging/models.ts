import type { Database } from '../database'
import type { Vault } from '../vault'
import { defineMessage, type MessageModel } from './message.model'
import { defineSmsText, type SmsTextModel } from './sms-text.model'

export interface MessagingModels {
  Message: MessageModel
  SmsText: SmsTextModel
}

/** The tables of this room as models of one database. */
export const defineMessagingModels = (database: Database, vault: Vault): MessagingModels => ({
  Message: defineMessage(database, vault),
  SmsText: defineSmsText(database, vault),
})
