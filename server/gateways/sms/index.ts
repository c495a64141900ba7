import Dysms, { QuerySendDetailsRequest, SendSmsRequest } from '@alicloud/dysmsapi20170525'
import { Config } from '@alicloud/openapi-client'
import { OutsideError, type OutsideCaller } from '../call-outside'
import { smsCodes } from './error-codes'

export interface Sms {
  mobile: string
  template: string
  parameters: Record<string, string>
  /** Ours; comes back in the gateway's records, so that an unknown outcome can be looked up. */
  reference: string
}

/** An SMS gateway. Errors are OutsideError; a refusal for good has `retry: false`. */
export interface SmsPort {
  send(sms: Sms): Promise<void>
  /** Whether the gateway already took a message with this reference on that day (China time, 'YYYY-MM-DD'). */
  wasTaken(mobile: string, reference: string, day: string): Promise<boolean>
}

/** Alibaba Cloud Dysmsapi 2017-05-25 through the vendor's SDK, at any endpoint that speaks its protocol. */
export function connectSms(options: {
  endpoint: string
  keyId: string
  keySecret: string
  signName: string
  caller: OutsideCaller
}): SmsPort {
  const { endpoint, keyId, keySecret, signName, caller } = options
  const { host, protocol } = new URL(endpoint)
  const client = new Dysms(
    new Config({
      accessKeyId: keyId,
      accessKeySecret: keySecret,
      endpoint: host,
      protocol: protocol === 'https:' ? 'HTTPS' : 'HTTP',
      connectTimeout: 5000,
      readTimeout: 8000,
    }),
  )

  /** The SDK's errors quote the request with number and text: only their code goes on. */
  const ask = <T>(work: () => Promise<T>): Promise<T> =>
    caller.call(async () => {
      try {
        return await work()
      } catch (error) {
        const code = (error as { code?: unknown }).code
        throw new OutsideError(typeof code === 'string' && code.includes('Signature') ? 'http' : 'refused', {
          retry: true,
        })
      }
    })

  return {
    async send({ mobile, template, parameters, reference }) {
      const { body } = await ask(() =>
        client.sendSms(
          new SendSmsRequest({
            phoneNumbers: mobile,
            signName,
            templateCode: template,
            templateParam: JSON.stringify(parameters),
            outId: reference,
          }),
        ),
      )
      const meaning = smsCodes.get(body?.code ?? '') ?? 'later'
      if (meaning === 'sent') return
      throw new OutsideError('http', {
        theirStatus: meaning === 'later' ? 429 : 400,
        retry: meaning === 'later',
      })
    },

    async wasTaken(mobile, reference, day) {
      const { body } = await ask(() =>
        client.querySendDetails(
          new QuerySendDetailsRequest({
            phoneNumber: mobile,
            sendDate: day.replace(/-/g, ''),
            pageSize: 50,
            currentPage: 1,
          }),
        ),
      )
      const details = body?.smsSendDetailDTOs?.smsSendDetailDTO ?? []
      return details.some(detail => detail.outId === reference)
    },
  }
}
