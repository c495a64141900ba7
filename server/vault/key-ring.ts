import { hkdfSync } from 'node:crypto'
import { cipherFor, type Cipher, type Profile } from './cipher'
import { VaultError } from './vault-error'

/**
 * One master key. `id` is written into every envelope (1–16 of a–z, A–Z, 0–9, `_`, `-`). `profile` is for the day a
 * place changes from AES to 国密: the old key keeps the profile it was used with, so its blind indexes stay findable.
 */
export interface VaultKey {
  id: string
  secret: Buffer
  profile?: Profile
}

/** What a sub-key is for. A key made for one purpose says nothing about another. */
export type KeyPurpose = 'field' | 'file' | 'index' | 'mac'

export interface RingKey {
  id: string
  /** The cipher new seals use with this key. */
  cipher: Cipher
  /** The sub-key for one purpose and one cipher, derived with HKDF (RFC 5869) on first use. */
  derive(purpose: KeyPurpose, cipher: Cipher): Buffer
}

export interface KeyRing {
  current: RingKey
  all: readonly RingKey[]
  find(id: string): RingKey | undefined
}

/** Checks the keys and puts them on a ring; the first is current. Throws VaultError when a key cannot be used. */
export function buildKeyRing(keys: readonly VaultKey[], profile: Profile): KeyRing {
  const all = keys.map(key => buildRingKey(key, profile))
  const current = all[0]
  if (!current) throw new VaultError('misused', 'A vault needs at least one key')
  const byId = new Map(all.map(key => [key.id, key]))
  if (byId.size !== all.length) throw new VaultError('misused', 'Two vault keys carry the same id')
  return { current, all, find: id => byId.get(id) }
}

function buildRingKey(key: VaultKey, profile: Profile): RingKey {
  if (!/^[A-Za-z0-9_-]{1,16}$/.test(key.id)) {
    throw new VaultError('misused', 'A vault key id is 1–16 letters, digits, _ or -')
  }
  if (key.secret.length !== 32)
    throw new VaultError('misused', `Vault key ${key.id} must be exactly 32 bytes`)
  // A copy: nobody who still holds the buffer can change the key under us.
  const secret = Buffer.from(key.secret)
  const derived = new Map<string, Buffer>()
  return {
    id: key.id,
    cipher: cipherFor(key.profile ?? profile),
    derive(purpose, cipher) {
      const info = `tongban vault v1|${purpose}|${cipher.alg}`
      const known = derived.get(info)
      if (known) return known
      const length = purpose === 'field' || purpose === 'file' ? cipher.keyBytes : 32
      const made = Buffer.from(hkdfSync(cipher.hash, secret, '', info, length))
      derived.set(info, made)
      return made
    },
  }
}
