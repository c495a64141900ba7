import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Request } from '../http/serve'
import type { Nonces } from '../signing/nonces'
import { GatewayError } from './gateway-error'

const algorithm = 'ACS3-HMAC-SHA256'
const freshnessMs = 15 * 60_000
const alwaysSigned = [
  'host',
  'x-acs-action',
  'x-acs-content-sha256',
  'x-acs-date',
  'x-acs-signature-nonce',
  'x-acs-version',
]

const sha256 = (value: string | Buffer): string => createHash('sha256').update(value).digest('hex')

/** Percent-encoding of RFC 3986: only letters, digits and `-_.~` stay as they are. */
const encode = (value: string): string =>
  encodeURIComponent(value).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const canonicalQuery = (query: URLSearchParams): string =>
  [...query]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort((a, b) => byCode(a[0], b[0]) || byCode(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

/** The key id a request claims, before anything is proven. */
export const claimedKeyId = (request: Request): string =>
  /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1] ?? ''

/**
 * Checks an Alibaba Cloud V3 signature (https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature)
 * and returns the key id. Throws GatewayError with the platform's own codes.
 */
export const checkAcs3 = (
  request: Request,
  secretOf: (keyId: string) => string | undefined,
  nonces: Nonces,
): string => {
  const header = (name: string): string => {
    const value = request.headers[name]
    return (Array.isArray(value) ? value.join(',') : (value ?? '')).trim()
  }
  const [scheme, rest = ''] = header('authorization').split(/\s+(.*)/s)
  const given = new Map(
    rest.split(',').map(part => {
      const at = part.indexOf('=')
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const
    }),
  )
  const keyId = given.get('Credential') ?? ''
  const signedNames = (given.get('SignedHeaders') ?? '').split(';')
  const mustBeSigned = [
    ...alwaysSigned,
    ...Object.keys(request.headers).filter(name => name.startsWith('x-acs-')),
  ]
  if (
    scheme !== algorithm ||
    !keyId ||
    mustBeSigned.some(name => !signedNames.includes(name) || !header(name))
  ) {
    throw new GatewayError(
      400,
      'IncompleteSignature',
      'The request signature does not conform to Aliyun standards.',
    )
  }

  const secret = secretOf(keyId)
  if (secret === undefined) {
    throw new GatewayError(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.')
  }

  const sentMs = Date.parse(header('x-acs-date'))
  const nowMs = Date.now()
  if (!(Math.abs(nowMs - sentMs) <= freshnessMs)) {
    throw new GatewayError(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.')
  }

  const canonicalHeaders = signedNames.map(name => `${name}:${header(name)}\n`).join('')
  const payload = sha256(request.body)
  const canonicalRequest = [
    request.method,
    request.path,
    canonicalQuery(request.query),
    canonicalHeaders,
    signedNames.join(';'),
    payload,
  ].join('\n')
  const expected = createHmac('sha256', secret)
    .update(`${algorithm}\n${sha256(canonicalRequest)}`)
    .digest()
  const claimed = Buffer.from(given.get('Signature') ?? '', 'hex')
  const isSame = claimed.length === expected.length && timingSafeEqual(claimed, expected)
  if (!isSame || header('x-acs-content-sha256') !== payload) {
    throw new GatewayError(
      400,
      'SignatureDoesNotMatch',
      'Specified signature is not matched with our calculation.',
    )
  }
  if (!nonces.useOnce(keyId, header('x-acs-signature-nonce'), nowMs)) {
    throw new GatewayError(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.')
  }
  return keyId
}
