import { Op } from 'sequelize'
import { dayOf } from '@shared/formats/day'
import type { SmsPort } from '../gateways/sms'
import type { JobKind } from '../jobs'
import { SmsText, type MessagingStores } from './messaging'

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
    const kept = await services.models.SmsText.findByPk(smsId)
    if (!kept || kept.content === null) return 'sent'
    if (kept.expires_at && kept.expires_at < now) return 'expired'
    const text = SmsText.parse(JSON.parse(kept.content))
    if (!untouched && (await services.sms.wasTaken(text.mobile, key, dayOf(kept.created_at)))) return 'sent'
    await services.sms.send({ ...text, reference: key })
    return 'sent'
  },
  async record(result, { smsId }, tx, { record }) {
    await services.models.SmsText.update({ content: null }, { where: { id: smsId }, transaction: tx })
    record({
      actor: { kind: 'system', id: 'outbox' },
      action: result === 'sent' ? 'sms.handedOver' : 'sms.expired',
      object: { kind: 'sms', id: smsId },
    })
  },
  async onDead({ smsId }, tx) {
    await services.models.SmsText.update(
      { content: null },
      { where: { id: smsId, expires_at: { [Op.not]: null } }, transaction: tx },
    )
  },
})
