import { dayOf } from '@shared/formats/day'
import { changeRows } from '../database'
import type { SmsPort } from '../gateways/sms'
import type { JobKind } from '../jobs'
import { smsPlace, SmsText, type MessagingStores } from './messaging'

type Payload = { smsId: string }

/**
 * Hands one SMS to the gateway. The gateway does not know what "the same message" is, so every try but the first asks
 * it whether it already has this one.
 */
export const sendSms = (
  services: MessagingStores & { sms: SmsPort },
): JobKind<Payload, 'sent' | 'expired'> => ({
  kind: 'sendSms',
  deadlineMs: 12_000,
  maxAttempts: 20,
  async perform({ smsId }, { key, untouched, now }) {
    const [row] = await services.database.read<{
      content: string | null
      expires_at: Date | null
      created_at: Date
    }>('SELECT content, expires_at, created_at FROM sms_texts WHERE id = ?', [smsId])
    if (!row || row.content === null) return 'sent'
    if (row.expires_at && row.expires_at < now) return 'expired'
    const text = SmsText.parse(JSON.parse(services.vault.open(smsPlace(smsId), row.content)))
    if (!untouched && (await services.sms.wasTaken(text.mobile, key, dayOf(row.created_at)))) return 'sent'
    await services.sms.send({ ...text, reference: key })
    return 'sent'
  },
  async record(result, { smsId }, tx, { record }) {
    await changeRows(services.database, 'UPDATE sms_texts SET content = NULL WHERE id = ?', [smsId], tx)
    record({
      actor: { kind: 'system', id: 'outbox' },
      action: result === 'sent' ? 'sms.handedOver' : 'sms.expired',
      object: { kind: 'sms', id: smsId },
    })
  },
  async onDead({ smsId }, tx) {
    await changeRows(
      services.database,
      'UPDATE sms_texts SET content = NULL WHERE id = ? AND expires_at IS NOT NULL',
      [smsId],
      tx,
    )
  },
})
