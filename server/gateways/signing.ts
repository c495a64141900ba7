import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** How far the two clocks may be apart. Freshness is real time even when business time is moved. */
export const freshnessMs = 300_000

export interface Signed {
  'X-App-Id': string
  'X-Timestamp': string
  'X-Nonce': string
  'X-Signature': string
}

const sign = (
  secret: string,
  method: string,
  target: string,
  timestamp: string,
  nonce: string,
  body: Buffer,
): string =>
  createHmac('sha256', secret)
    .update([method, target, timestamp, nonce, createHash('sha256').update(body).digest('hex')].join('\n'))
    .digest('hex')

/** Signature headers of Department Connect v1. `target` is path and query exactly as sent. */
export function signRequest(
  app: { id: string; secret: string },
  method: string,
  target: string,
  body: Buffer,
): Signed {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomBytes(16).toString('hex')
  return {
    'X-App-Id': app.id,
    'X-Timestamp': timestamp,
    'X-Nonce': nonce,
    'X-Signature': sign(app.secret, method, target, timestamp, nonce, body),
  }
}

export interface SignedRequest {
  method: string
  target: string
  header(name: string): string
  raw: Buffer
}

/** Checks signatures that come in; remembers nonces for as long as their timestamps are fresh. */
export function createSignatureCheck(app: { id: string; secret: string }) {
  const seen = new Map<string, number>()
  return (request: SignedRequest): boolean => {
    const timestamp = request.header('X-Timestamp')
    const nonce = request.header('X-Nonce')
    const given = Buffer.from(request.header('X-Signature'), 'hex')
    const now = Date.now()
    if (!/^\d{10}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > freshnessMs) return false
    if (nonce.length < 16 || nonce.length > 128 || request.header('X-App-Id') !== app.id) return false
    const expected = Buffer.from(
      sign(app.secret, request.method, request.target, timestamp, nonce, request.raw),
      'hex',
    )
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false
    for (const [old, expiresAt] of seen) {
      if (expiresAt > now) break
      seen.delete(old)
    }
    if (seen.has(nonce)) return false
    seen.set(nonce, now + 2 * freshnessMs)
    return true
  }
}
