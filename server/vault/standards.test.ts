import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { createVault } from '.'

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex')

test.each([
  ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
  ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
])('SM3 gives the two digests printed in GB/T 32905 annex A (%#)', (text, digest) => {
  expect(createHash('sm3').update(text).digest('hex')).toBe(digest)
})

test('SM4 gives the block printed in GB/T 32907 annex A', () => {
  const block = hex('0123456789abcdeffedcba9876543210')
  const cipher = createCipheriv('sm4-ecb', block, null).setAutoPadding(false)
  expect(cipher.update(block).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
})

test('SM4-CTR gives the stream printed in draft-ribose-cfrg-sm4 A.2.5.1', () => {
  const clear = hex(['a', 'b', 'c', 'd', 'e', 'f', 'a', 'b'].map(digit => digit.repeat(16)).join(''))
  const iv = hex('000102030405060708090a0b0c0d0e0f')
  const cipher = createCipheriv('sm4-ctr', hex('0123456789abcdeffedcba9876543210'), iv)
  expect(cipher.update(clear)).toEqual(
    hex(`ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7
         f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514`),
  )
})

test('HMAC-SM3 is SM3 in the construction of RFC 2104', () => {
  for (let round = 0; round < 50; round += 1) {
    const [key, message] = [randomBytes(32), randomBytes(round * 3)]
    const block = Buffer.concat([key, Buffer.alloc(32)])
    const inner = createHash('sm3')
      .update(block.map(byte => byte ^ 0x36))
      .update(message)
      .digest()
    const outer = createHash('sm3')
      .update(block.map(byte => byte ^ 0x5c))
      .update(inner)
      .digest('hex')
    expect(createHmac('sm3', key).update(message).digest('hex')).toBe(outer)
  }
})

test('AES-256-GCM gives test case 14 of the GCM specification', () => {
  const cipher = createCipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12))
  expect(cipher.update(Buffer.alloc(16)).toString('hex')).toBe('cea7403d4d606b6e074ec5d3baf39d18')
  cipher.final()
  expect(cipher.getAuthTag().toString('hex')).toBe('d0d1c8a799996bf0265b98b5d48ab919')
})

test('HKDF gives test case 1 of RFC 5869', () => {
  const made = hkdfSync(
    'sha256',
    Buffer.alloc(22, 0x0b),
    hex('000102030405060708090a0b0c'),
    hex('f0f1f2f3f4f5f6f7f8f9'),
    42,
  )
  expect(Buffer.from(made).toString('hex')).toBe(
    '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  )
})

const place = { table: 'people', column: 'idNumber', id: 'row-1' }
const secret = randomBytes(32)

function take(envelope: string) {
  const [version, keyId, alg, ...rest] = envelope.split('|')
  const [nonce, ciphertext, tag] = rest.map(part => Buffer.from(part, 'base64url'))
  if (!nonce || !ciphertext || !tag) throw new Error('not six parts')
  const aad = Buffer.from(JSON.stringify([version, keyId, alg, 'people', 'idNumber', 'row-1']))
  return { alg, nonce, ciphertext, tag, aad }
}

test('an AES envelope opens with nothing but its written format and a standard library', () => {
  const { alg, nonce, ciphertext, tag, aad } = take(
    createVault({ keys: [{ id: 'k1', secret }], profile: 'aes' }).seal(place, '张三'),
  )
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'tongban vault v1|field|A256GCM', 32))
  const cipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(aad).setAuthTag(tag)
  expect(alg).toBe('A256GCM')
  expect(Buffer.concat([cipher.update(ciphertext), cipher.final()]).toString()).toBe('张三')
})

test('a 国密 envelope opens with nothing but its written format and a standard library', () => {
  const { alg, nonce, ciphertext, tag, aad } = take(
    createVault({ keys: [{ id: 'k1', secret }], profile: 'sm' }).seal(place, '张三'),
  )
  const key = Buffer.from(hkdfSync('sm3', secret, '', 'tongban vault v1|field|SM4CTR-HSM3', 48))
  const length = Buffer.from([0, 0, 0, aad.length])
  const expected = createHmac('sm3', key.subarray(16))
    .update(Buffer.concat([length, aad, nonce, ciphertext]))
    .digest()
  expect(alg).toBe('SM4CTR-HSM3')
  expect(tag).toEqual(expected)
  const cipher = createDecipheriv('sm4-ctr', key.subarray(0, 16), nonce)
  expect(Buffer.concat([cipher.update(ciphertext), cipher.final()]).toString()).toBe('张三')
})
