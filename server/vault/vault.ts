import { createHmac, timingSafeEqual } from 'node:crypto'
import { cipherNamed, type Profile } from './cipher'
import {
  authenticatedData,
  readByteHeader,
  readEnvelope,
  writeByteEnvelope,
  writeEnvelope,
  type Envelope,
  type Place,
} from './envelope'
import { buildKeyRing, type KeyPurpose, type RingKey, type VaultKey } from './key-ring'
import { VaultError } from './vault-error'

/** Seals, finds and recognises what must not lie in the database in clear. Synchronous; holds its keys to itself. */
export interface Vault {
  /** The id of the key that seals from now on. */
  readonly currentKeyId: string
  /** Seals a text for one place: a new envelope every time. Throws VaultError when the text is not well-formed. */
  seal(place: Place, text: string): string
  /** Opens an envelope in the place it was sealed for. Throws VaultError in every other case. */
  open(place: Place, envelope: string): string
  /** Seals bytes (an upload) for one place, under another sub-key than texts. */
  sealBytes(place: Place, bytes: Uint8Array): Buffer
  /** Opens what `sealBytes` made. Throws VaultError in every other case. */
  openBytes(place: Place, sealed: Uint8Array): Buffer
  /** A 128-bit keyed fingerprint in hex (32 characters) of a value the caller has already normalised: equal values can be found. */
  blindIndex(purpose: string, value: string): string
  /** The same under every key held, current first: look up with `IN` while a rotation is under way. */
  blindIndexes(purpose: string, value: string): string[]
  /** A 256-bit MAC in hex (64 characters) of a value within one scope: short values (an ID tail) cannot be listed across cases. */
  keyedMac(purpose: string, scope: string, value: string): string
  /** The same under every key held, current first. */
  keyedMacs(purpose: string, scope: string, value: string): string[]
  /** Is the stored MAC one of this value's? Always computes a MAC for every key: the time does not tell which one fitted. */
  macMatches(stored: string, purpose: string, scope: string, value: string): boolean
  /** How many index and MAC operations this vault has performed: lets a test promise equal work for hit and miss. */
  countMacs(): number
}

export interface VaultOptions {
  /** First is current; the others only open and look up. */
  keys: readonly VaultKey[]
  profile: Profile
}

/** Builds a vault. Throws VaultError when the keys cannot be used (none, wrong length, same id twice). */
export function createVault({ keys, profile }: VaultOptions): Vault {
  const ring = buildKeyRing(keys, profile)
  let macs = 0

  function encrypt(purpose: KeyPurpose, place: Place, clear: Buffer): Envelope {
    const { id: keyId, cipher, derive } = ring.current
    const header = { keyId, alg: cipher.alg }
    const sealed = cipher.encrypt(derive(purpose, cipher), authenticatedData(header, place), clear)
    return { ...header, sealed }
  }

  function decrypt(purpose: KeyPurpose, place: Place, { keyId, alg, sealed }: Envelope): Buffer {
    const key = ring.find(keyId)
    if (!key) throw refuse('unknown-key', place)
    const cipher = cipherNamed(alg)
    if (!cipher || sealed.nonce.length !== cipher.nonceBytes || sealed.tag.length !== cipher.tagBytes) {
      throw refuse('malformed', place)
    }
    const clear = cipher.decrypt(
      key.derive(purpose, cipher),
      authenticatedData({ keyId, alg }, place),
      sealed,
    )
    if (!clear) throw refuse('refused', place)
    return clear
  }

  function mac(key: RingKey, purpose: 'index' | 'mac', parts: readonly string[]): string {
    macs += 1
    return createHmac(key.cipher.hash, key.derive(purpose, key.cipher))
      .update(JSON.stringify(parts))
      .digest('hex')
  }

  const index = (key: RingKey, purpose: string, value: string) =>
    mac(key, 'index', [purpose, value]).slice(0, 32)
  const scoped = (key: RingKey, purpose: string, scope: string, value: string) =>
    mac(key, 'mac', [purpose, scope, value])

  return {
    currentKeyId: ring.current.id,
    seal(place, text) {
      const clear = Buffer.from(text, 'utf8')
      // Half a surrogate pair would come back as another character: what is sealed opens unchanged or not at all.
      if (clear.toString('utf8') !== text)
        throw new VaultError('misused', `Not well-formed text for ${name(place)}`)
      return writeEnvelope(encrypt('field', place, clear))
    },
    open(place, envelope) {
      const read = readEnvelope(envelope)
      if (!read) throw refuse('malformed', place)
      return decrypt('field', place, read).toString('utf8')
    },
    sealBytes: (place, bytes) => writeByteEnvelope(encrypt('file', place, Buffer.from(bytes))),
    openBytes(place, sealed) {
      const header = readByteHeader(Buffer.from(sealed))
      const cipher = header && cipherNamed(header.alg)
      if (!header || !cipher) throw refuse('malformed', place)
      const { keyId, alg, rest } = header
      const tagEnds = cipher.nonceBytes + cipher.tagBytes
      return decrypt('file', place, {
        keyId,
        alg,
        sealed: {
          nonce: rest.subarray(0, cipher.nonceBytes),
          tag: rest.subarray(cipher.nonceBytes, tagEnds),
          ciphertext: rest.subarray(tagEnds),
        },
      })
    },
    blindIndex: (purpose, value) => index(ring.current, purpose, value),
    blindIndexes: (purpose, value) => ring.all.map(key => index(key, purpose, value)),
    keyedMac: (purpose, scope, value) => scoped(ring.current, purpose, scope, value),
    keyedMacs: (purpose, scope, value) => ring.all.map(key => scoped(key, purpose, scope, value)),
    macMatches(stored, purpose, scope, value) {
      const matches = ring.all.map(key => macEquals(stored, scoped(key, purpose, scope, value)))
      return matches.includes(true)
    },
    countMacs: () => macs,
  }
}

/** Compares two MACs in a time that does not depend on where they differ. */
export function macEquals(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8')]
  return a.length === b.length && timingSafeEqual(a, b)
}

const sentences = {
  malformed: 'Not an envelope',
  'unknown-key': 'Sealed with a key this vault does not hold',
  refused: 'Not what was sealed here',
}

function refuse(refusal: keyof typeof sentences, place: Place): VaultError {
  return new VaultError(refusal, `${sentences[refusal]}: ${name(place)}`)
}

function name(place: Place): string {
  return `${place.table}.${place.column}`
}
