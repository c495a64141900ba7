import type { Sealed } from './cipher'

/** Where a sealed value lives. Part of the authenticated data: an envelope opens nowhere else. */
export interface Place {
  table: string
  column: string
  id: string
}

export interface Header {
  keyId: string
  alg: string
}

export interface Envelope extends Header {
  sealed: Sealed
}

const VERSION = 'v1'

/** What the tag covers besides the content. A JSON array, so that no two places can spell the same bytes. */
export function authenticatedData(header: Header, place: Place): Buffer {
  return Buffer.from(
    JSON.stringify([VERSION, header.keyId, header.alg, place.table, place.column, place.id]),
    'utf8',
  )
}

/** `v1|key|alg|nonce|ciphertext|tag`, the last three in base64url. */
export function writeEnvelope({ keyId, alg, sealed }: Envelope): string {
  const parts = [sealed.nonce, sealed.ciphertext, sealed.tag].map(part => part.toString('base64url'))
  return [VERSION, keyId, alg, ...parts].join('|')
}

/** Reads an envelope, or nothing when it is not exactly one that `writeEnvelope` could have written. */
export function readEnvelope(text: string): Envelope | undefined {
  const parts = text.split('|')
  if (parts.length !== 6 || parts[0] !== VERSION) return undefined
  const [, keyId = '', alg = '', ...encoded] = parts
  const [nonce, ciphertext, tag] = encoded.map(part => Buffer.from(part, 'base64url'))
  if (!nonce || !ciphertext || !tag) return undefined
  const envelope = { keyId, alg, sealed: { nonce, ciphertext, tag } }
  // base64url forgives stray characters and spare bits: only the one true spelling is accepted.
  return writeEnvelope(envelope) === text ? envelope : undefined
}

/** The same for bytes: `v1|key|alg|` in ASCII, then nonce, tag and ciphertext as they are. */
export function writeByteEnvelope({ keyId, alg, sealed }: Envelope): Buffer {
  return Buffer.concat([
    Buffer.from(`${VERSION}|${keyId}|${alg}|`, 'latin1'),
    sealed.nonce,
    sealed.tag,
    sealed.ciphertext,
  ])
}

/** Reads the front of a byte envelope; the lengths of the rest depend on the algorithm it names. */
export function readByteHeader(bytes: Buffer): (Header & { rest: Buffer }) | undefined {
  const front = bytes.subarray(0, 64).toString('latin1')
  const match = /^v1\|([A-Za-z0-9_-]{1,16})\|([A-Z0-9-]{1,24})\|/.exec(front)
  const [whole, keyId, alg] = match ?? []
  if (whole === undefined || keyId === undefined || alg === undefined) return undefined
  return { keyId, alg, rest: bytes.subarray(whole.length) }
}

/** The id of the key a stored envelope was sealed with, without opening it; nothing when it is no envelope. */
export function keyIdOf(text: string): string | undefined {
  return readEnvelope(text)?.keyId
}

/** The same for stored bytes. */
export function keyIdOfBytes(bytes: Uint8Array): string | undefined {
  return readByteHeader(Buffer.from(bytes.subarray(0, 64)))?.keyId
}
