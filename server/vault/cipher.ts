import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Which family of algorithms a key works with: international (AES, SHA-2) or 国密 (SM4, SM3). */
export type Profile = 'aes' | 'sm'

export interface Sealed {
  nonce: Buffer
  ciphertext: Buffer
  tag: Buffer
}

/** One authenticated cipher. `decrypt` answers nothing at all when a single bit of any argument differs. */
export interface Cipher {
  alg: string
  hash: 'sha256' | 'sm3'
  keyBytes: number
  nonceBytes: number
  tagBytes: number
  encrypt(key: Buffer, aad: Buffer, clear: Buffer): Sealed
  decrypt(key: Buffer, aad: Buffer, sealed: Sealed): Buffer | undefined
}

/** AES-256-GCM, NIST SP 800-38D: 96-bit random nonce, full 128-bit tag. Change the key before 2^32 seals. */
const aes256Gcm: Cipher = {
  alg: 'A256GCM',
  hash: 'sha256',
  keyBytes: 32,
  nonceBytes: 12,
  tagBytes: 16,
  encrypt(key, aad, clear) {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(aad)
    const ciphertext = Buffer.concat([cipher.update(clear), cipher.final()])
    return { nonce, ciphertext, tag: cipher.getAuthTag() }
  },
  decrypt(key, aad, { nonce, ciphertext, tag }) {
    const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
      .setAAD(aad)
      .setAuthTag(tag)
    const clear = cipher.update(ciphertext)
    try {
      return Buffer.concat([clear, cipher.final()])
    } catch {
      return undefined
    }
  },
}

/**
 * SM4-CTR (GB/T 32907-2016) then HMAC-SM3 (GB/T 32905-2016) over everything sent, each with its own key: OpenSSL 3.0
 * has no SM4-GCM.
 */
const sm4CtrHmacSm3: Cipher = {
  alg: 'SM4CTR-HSM3',
  hash: 'sm3',
  keyBytes: 48,
  nonceBytes: 16,
  tagBytes: 32,
  encrypt(key, aad, clear) {
    const nonce = randomBytes(16)
    const cipher = createCipheriv('sm4-ctr', key.subarray(0, 16), nonce)
    const ciphertext = Buffer.concat([cipher.update(clear), cipher.final()])
    return { nonce, ciphertext, tag: authenticate(key.subarray(16), aad, nonce, ciphertext) }
  },
  decrypt(key, aad, { nonce, ciphertext, tag }) {
    if (!timingSafeEqual(authenticate(key.subarray(16), aad, nonce, ciphertext), tag)) return undefined
    const cipher = createDecipheriv('sm4-ctr', key.subarray(0, 16), nonce)
    return Buffer.concat([cipher.update(ciphertext), cipher.final()])
  },
}

function authenticate(key: Buffer, aad: Buffer, nonce: Buffer, ciphertext: Buffer): Buffer {
  // The length in front keeps a byte from moving between the place and the content.
  const length = Buffer.alloc(4)
  length.writeUInt32BE(aad.length)
  return createHmac('sm3', key).update(length).update(aad).update(nonce).update(ciphertext).digest()
}

const cipherOfProfile: Record<Profile, Cipher> = { aes: aes256Gcm, sm: sm4CtrHmacSm3 }

/** The cipher new seals of this profile use. */
export function cipherFor(profile: Profile): Cipher {
  return cipherOfProfile[profile]
}

/** The cipher an envelope names, or nothing when we do not know the name. */
export function cipherNamed(alg: string): Cipher | undefined {
  return Object.values(cipherOfProfile).find(cipher => cipher.alg === alg)
}
