import { createHash, createHmac, randomBytes } from 'node:crypto'

export type Signed = Readonly<{
  method: string
  target: string
  timestamp: string
  nonce: string
  body: Buffer
}>

/** Lowercase hex HMAC-SHA256 over method, path with query, timestamp, nonce and the body's SHA-256, a line each. */
export const signature = (secret: string, { method, target, timestamp, nonce, body }: Signed): string =>
  createHmac('sha256', secret)
    .update([method, target, timestamp, nonce, createHash('sha256').update(body).digest('hex')].join('\n'))
    .digest('hex')

/** The four headers of an outgoing request. Freshness is always judged by the real clock, never the moved one. */
export const signedHeaders = (
  app: { appId: string; secret: string },
  method: string,
  url: string,
  body: Buffer = Buffer.alloc(0),
): Record<string, string> => {
  const { pathname, search } = new URL(url)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomBytes(16).toString('hex')
  return {
    'X-App-Id': app.appId,
    'X-Timestamp': timestamp,
    'X-Nonce': nonce,
    'X-Signature': signature(app.secret, { method, target: pathname + search, timestamp, nonce, body }),
  }
}
