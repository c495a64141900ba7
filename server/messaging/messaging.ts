import { randomBytes } from 'node:crypto'
import type { Transaction } from 'sequelize'
import { z } from 'zod'
import type { MessageIntent } from '@shared/messaging/intents'
import type { Clock } from '../clock'
import { changeRows, type Database } from '../database'
import type { NewJob } from '../jobs'
import type { Vault } from '../vault'
import type { MessagingModels } from './models'

const shellsKeptMs = 2 * 24 * 3600_000

export const SmsText = z.object({
  mobile: z.string(),
  template: z.string(),
  parameters: z.record(z.string(), z.string()),
})
export type SmsText = z.infer<typeof SmsText>

export const InboxText = z.object({ title: z.string(), body: z.string() })

export interface Messaging {
  /** The outbox row of one intent; the same intent about the same thing is one message, however often it is written. */
  jobFor(message: { intent: MessageIntent; caseId: string; personId: string; about?: string }): NewJob
  /** An SMS with a sign-in code; it is not sent any more once the code has expired. */
  codeJob(tx: Transaction, sms: { mobile: string; code: string; expiresAt: Date }): Promise<NewJob>
  /** Removes the emptied shells of SMS that were sent days ago. */
  forgetOld(): Promise<void>
}

export interface MessagingStores {
  database: Database
  vault: Vault
  clock: Clock
  models: MessagingModels
}

/** Keeps the text of one SMS sealed until it is sent. @returns the job that sends it */
export async function keepSms(
  { clock, models }: MessagingStores,
  tx: Transaction,
  text: SmsText,
  expiresAt: Date | null,
): Promise<NewJob> {
  const id = randomBytes(16).toString('hex')
  await models.SmsText.create(
    { id, content: JSON.stringify(text), expires_at: expiresAt, created_at: clock.now() },
    { transaction: tx },
  )
  return { kind: 'sendSms', key: `sms:${id}`, payload: { smsId: id } }
}

export function createMessaging(stores: MessagingStores): Messaging {
  return {
    jobFor: ({ intent, caseId, personId, about = '' }) => ({
      kind: 'deliverMessage',
      key: `message:${intent}:${caseId}:${about}`,
      payload: { intent, caseId, personId },
    }),
    codeJob: (tx, { mobile, code, expiresAt }) =>
      keepSms(stores, tx, { mobile, template: 'SMS_CODE', parameters: { code } }, expiresAt),
    async forgetOld() {
      const before = new Date(stores.clock.now().getTime() - shellsKeptMs)
      await changeRows(stores.database, 'DELETE FROM sms_texts WHERE content IS NULL AND created_at < ?', [
        before,
      ])
    },
  }
}
