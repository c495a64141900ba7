import { randomUUID } from 'node:crypto'
import builtInTemplates from '../data/templates.json'
import { Refusal, refuseAdmin, succeed } from '../http/refusal'
import { readFields, text } from '../http/fields'
import { dispatch, on } from '../http/router'
import { json, serve, type Answer, type Listening, type Request } from '../http/serve'
import { createNonces } from '../signing/nonces'
import { commonAdminRoutes } from '../world/admin'
import { createApps, type Apps } from '../world/apps'
import type { Clock } from '../world/clock'
import { createFaults, meetFaults, type FaultBoard } from '../world/faults'
import { checkAcs3, claimedKeyId } from './check-acs3'
import { GatewayError } from './gateway-error'
import { readSendDetails } from './send-details'
import { createOutbox, type Outbox } from './send'

const rememberNoncesMs = 30 * 60_000
const version = '2017-05-25'

export type SmsServer = Listening & { apps: Apps; faults: FaultBoard; outbox: Outbox }

/** The SMS gateway: Dysmsapi 2017-05-25. An application registers with its key id as appId, its key secret as secret. */
export const startSms = async (clock: Clock, port: number, host: string): Promise<SmsServer> => {
  const apps = createApps()
  const faults = createFaults()
  const nonces = createNonces(rememberNoncesMs)
  const outbox = createOutbox(clock)
  for (const template of builtInTemplates) outbox.register(template)

  const admin = [
    ...commonAdminRoutes(apps, faults, outbox.forget),
    on('POST', '/admin/templates', ({ request }) => {
      const fields = readFields(request)
      outbox.register({
        templateCode: text(fields, 'templateCode'),
        signName: text(fields, 'signName'),
        content: text(fields, 'content'),
      })
      return succeed()
    }),
    on('GET', '/admin/sms', ({ request: { query } }) =>
      succeed({ messages: outbox.list({ mobile: query.get('mobile'), appId: query.get('appId') }) }),
    ),
  ]
  const administer = async (request: Request): Promise<Answer> => {
    try {
      return await dispatch(admin, request)
    } catch (cause) {
      if (cause instanceof Refusal) return refuseAdmin(cause)
      throw cause
    }
  }

  const receive = (request: Request): Answer => {
    const requestId = randomUUID().toUpperCase()
    try {
      const keyId = checkAcs3(request, id => apps.find(id)?.secret, nonces)
      const { action, params } = readCall(request)
      const answer =
        action === 'SendSms' ? { BizId: outbox.send(keyId, params) } : readSendDetails(outbox, keyId, params)
      return json(200, { Code: 'OK', Message: 'OK', ...answer, RequestId: requestId })
    } catch (cause) {
      if (!(cause instanceof GatewayError)) throw cause
      return json(cause.status, { Code: cause.code, Message: cause.message, RequestId: requestId })
    }
  }

  const listening = await serve(
    request => {
      if (request.path.startsWith('/admin/')) return administer(request)
      return meetFaults(faults.of(claimedKeyId(request)), () => receive(request))
    },
    port,
    host,
  )
  return { ...listening, apps, faults, outbox }
}

/** Parameters come in the query, in a form body, or in both. */
const readCall = (request: Request): { action: string; params: URLSearchParams } => {
  if (request.headers['x-acs-version'] !== version) {
    throw new GatewayError(400, 'InvalidVersion', 'Specified parameter Version is not valid.')
  }
  const action = String(request.headers['x-acs-action'])
  if (!['SendSms', 'QuerySendDetails'].includes(action) || request.path !== '/') {
    throw new GatewayError(
      404,
      'InvalidAction.NotFound',
      'Specified api is not found, please check your url and method.',
    )
  }
  const params = new URLSearchParams(request.query)
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  if (isForm)
    for (const [name, value] of new URLSearchParams(request.body.toString('utf8'))) params.append(name, value)
  return { action, params }
}
