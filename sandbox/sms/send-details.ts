import { GatewayError } from './gateway-error'
import type { Outbox } from './send'

const delivered = 3
const chinaOffsetMs = 8 * 3_600_000

/** The day in China as the platform writes it, yyyyMMdd. */
const dayOf = (instant: string): string =>
  new Date(Date.parse(instant) + chinaOffsetMs).toISOString().slice(0, 10).replace(/-/g, '')

/** QuerySendDetails: what one number was sent on one day, newest first, page by page. */
export const readSendDetails = (outbox: Outbox, appId: string, params: URLSearchParams) => {
  const mobile = params.get('PhoneNumber') ?? ''
  const day = params.get('SendDate') ?? ''
  const size = Number(params.get('PageSize'))
  const page = Number(params.get('CurrentPage'))
  if (!/^\d{8}$/.test(day) || !(size >= 1 && size <= 50) || !(page >= 1)) {
    throw new GatewayError(200, 'isv.INVALID_PARAMETERS', '参数异常')
  }
  const bizId = params.get('BizId')
  const found = outbox
    .list({ mobile, appId })
    .filter(message => dayOf(message.sentAt) === day && (!bizId || message.bizId === bizId))
  return {
    TotalCount: String(found.length),
    SmsSendDetailDTOs: {
      SmsSendDetailDTO: found.slice((page - 1) * size, page * size).map(message => ({
        PhoneNum: message.mobile,
        TemplateCode: message.templateCode,
        Content: message.text,
        SendStatus: delivered,
        SendDate: message.sentAt,
        ReceiveDate: message.sentAt,
        OutId: message.outId ?? '',
      })),
    },
  }
}
