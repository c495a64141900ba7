import { timingSafeEqual } from 'node:crypto'
import { Refusal } from '../http/refusal'
import type { Request } from '../http/serve'
import type { Apps, ClientApp } from '../world/apps'
import type { Nonces } from './nonces'
import { signature } from './signature'

const freshnessSeconds = 300
const shortestNonce = 16
const longestNonce = 128

/** The application that signed the request. Throws Refusal 4010: unknown, stale, forged or replayed. */
export const checkSignature = (request: Request, apps: Apps, nonces: Nonces): ClientApp => {
  const header = (name: string): string => {
    const value = request.headers[name]
    return typeof value === 'string' ? value : ''
  }
  const app = apps.find(header('x-app-id'))
  if (!app) throw new Refusal('4010', '应用未登记')

  const timestamp = header('x-timestamp')
  const nowMs = Date.now()
  if (!/^\d{1,12}$/.test(timestamp)) throw new Refusal('4010', '时间戳格式不对')
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > freshnessSeconds) throw new Refusal('4010', '时间戳已过期')

  const nonce = header('x-nonce')
  if (nonce.length < shortestNonce || nonce.length > longestNonce) throw new Refusal('4010', '随机串长度不对')

  const { method, target, body } = request
  const expected = Buffer.from(signature(app.secret, { method, target, timestamp, nonce, body }))
  const given = Buffer.from(header('x-signature'))
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new Refusal('4010', '签名不正确')
  // only after the signature holds: a stranger must not be able to use up someone's nonces
  if (!nonces.useOnce(app.appId, nonce, nowMs)) throw new Refusal('4010', '随机串已使用')
  return app
}
