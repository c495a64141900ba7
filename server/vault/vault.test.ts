import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { createVault, macEquals, VaultError, type Profile } from '.'

const place = { table: 'people', column: 'idNumber', id: 'row-1' }
const key = (id: string) => ({ id, secret: randomBytes(32) })
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_007)
const random = { seed, numRuns: 300 }

/** Runs the deed and answers the VaultError it must throw. */
function refusalOf(deed: () => unknown): VaultError {
  try {
    deed()
  } catch (error) {
    if (error instanceof VaultError) return error
    throw error
  }
  throw new Error('was not refused')
}

describe.each<Profile>(['aes', 'sm'])('profile %s', profile => {
  const vault = createVault({ keys: [key('k1')], profile })
  const wellFormed = fc.string({ unit: 'grapheme', maxLength: 60 })

  test('every text opens to itself, and its envelope shows nothing of it', () => {
    fc.assert(
      fc.property(wellFormed, text => {
        const envelope = vault.seal(place, text)
        expect(vault.open(place, envelope)).toBe(text)
        expect(envelope).toMatch(/^v1\|k1\|[A-Z0-9-]+\|[\w-]+\|[\w-]*\|[\w-]+$/)
      }),
      random,
    )
    expect(vault.seal(place, '11010119900307')).not.toContain('19900307')
  })

  test('bytes open to themselves', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), bytes => {
        expect(vault.openBytes(place, vault.sealBytes(place, bytes)).equals(bytes)).toBe(true)
      }),
      random,
    )
    const large = randomBytes(3 * 1024 * 1024)
    expect(vault.openBytes(place, vault.sealBytes(place, large)).equals(large)).toBe(true)
  })

  test('an envelope opens in its own table, column and row, and nowhere else', () => {
    const [text, bytes] = [vault.seal(place, 'secret'), vault.sealBytes(place, Buffer.from('secret'))]
    const elsewhere = [
      { ...place, table: 'cases' },
      { ...place, column: 'mobile' },
      { ...place, id: 'row-2' },
      { table: 'people', column: 'idNumber","row-1', id: '' },
      { table: 'peopleidNumber', column: '', id: 'row-1' },
    ]
    for (const other of elsewhere) {
      expect(refusalOf(() => vault.open(other, text)).refusal).toBe('refused')
      expect(refusalOf(() => vault.openBytes(other, bytes)).refusal).toBe('refused')
    }
  })

  test('no flipped bit, cut or added character passes, in texts', () => {
    const envelope = vault.seal(place, '110101199003078515')
    fc.assert(
      fc.property(fc.nat(envelope.length - 1), fc.integer({ min: 0, max: 6 }), (at, bit) => {
        const bytes = Buffer.from(envelope, 'latin1')
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
        refusalOf(() => vault.open(place, bytes.toString('latin1')))
      }),
      { ...random, numRuns: 1500 },
    )
    for (let length = 0; length < envelope.length; length += 1) {
      refusalOf(() => vault.open(place, envelope.slice(0, length)))
      refusalOf(() => vault.open(place, envelope.slice(length + 1)))
    }
    for (const more of ['=', 'A', ' ', '|', '\n']) refusalOf(() => vault.open(place, envelope + more))
  })

  test('no flipped bit, cut or added byte passes, in bytes', () => {
    const sealed = vault.sealBytes(place, Buffer.from('a scanned licence'))
    for (let at = 0; at < sealed.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const bytes = Buffer.from(sealed)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
        refusalOf(() => vault.openBytes(place, bytes))
      }
      refusalOf(() => vault.openBytes(place, sealed.subarray(0, at)))
    }
    refusalOf(() => vault.openBytes(place, Buffer.concat([sealed, Buffer.of(0)])))
  })

  test('a short or missing tag is no tag', () => {
    const parts = vault.seal(place, 'secret').split('|')
    const tag = Buffer.from(parts[5] ?? '', 'base64url')
    for (const length of [0, 4, 8, 12, tag.length - 1]) {
      const cut = [...parts.slice(0, 5), tag.subarray(0, length).toString('base64url')].join('|')
      expect(refusalOf(() => vault.open(place, cut)).refusal).toBe('malformed')
    }
  })

  test('a refusal carries neither the clear text nor the envelope', () => {
    const envelope = vault.seal(place, '110101199003078515')
    const error = refusalOf(() => vault.open({ ...place, id: 'row-2' }, envelope))
    const said = JSON.stringify([error.message, error.stack, error.cause, { ...error }])
    expect(said).not.toContain('110101199003078515')
    expect(said).not.toContain(envelope.split('|')[4])
  })

  test('20,000 seals never use a nonce twice', () => {
    const nonces = new Set<string>()
    for (let count = 0; count < 20_000; count += 1) nonces.add(vault.seal(place, 'same').split('|')[3] ?? '')
    expect(nonces.size).toBe(20_000)
  })

  test('searching by blind index finds exactly what searching the clear values finds', () => {
    const values = Array.from({ length: 10_000 }, (_, nth) => `${nth % 5_000}-${nth % 3 === 0 ? 'x' : 'X'}`)
    const rows = values.map(value => vault.blindIndex('id-number', value))
    expect(rows.every(index => /^[0-9a-f]{32}$/.test(index))).toBe(true)
    expect(new Set(rows).size).toBe(new Set(values).size)
    const byIndex = new Map<string, number[]>()
    rows.forEach((index, nth) => byIndex.set(index, [...(byIndex.get(index) ?? []), nth]))
    for (const wanted of [...values.slice(0, 200), 'absent', '']) {
      const found = byIndex.get(vault.blindIndex('id-number', wanted)) ?? []
      expect(found).toEqual(values.flatMap((value, nth) => (value === wanted ? [nth] : [])))
    }
  })

  test('fingerprints differ by purpose, by scope and by key', () => {
    const other = createVault({ keys: [key('k1')], profile })
    const made = [
      vault.blindIndex('id-number', '8515'),
      vault.blindIndex('mobile', '8515'),
      other.blindIndex('id-number', '8515'),
      vault.keyedMac('id-tail', 'case-1', '8515'),
      vault.keyedMac('id-tail', 'case-2', '8515'),
      vault.keyedMac('id-tail', 'case-18', '515'),
      vault.keyedMac('query-code', 'case-1', '8515'),
      other.keyedMac('id-tail', 'case-1', '8515'),
    ]
    expect(new Set(made.map(mac => mac.slice(0, 32))).size).toBe(made.length)
  })

  test('after a rotation, old envelopes open, old fingerprints are found, new ones use the new key', () => {
    const [old, fresh] = [key('2024'), key('2025')]
    const before = createVault({ keys: [old], profile })
    const after = createVault({ keys: [fresh, old], profile })
    const envelope = before.seal(place, 'secret')
    expect(after.open(place, envelope)).toBe('secret')
    expect(after.openBytes(place, before.sealBytes(place, Buffer.from('f'))).toString()).toBe('f')
    expect(after.seal(place, 'secret')).toMatch(/^v1\|2025\|/)
    expect(after.blindIndexes('mobile', '1')).toEqual([
      after.blindIndex('mobile', '1'),
      before.blindIndex('mobile', '1'),
    ])
    expect(after.macMatches(before.keyedMac('tail', 'c', '1'), 'tail', 'c', '1')).toBe(true)
    expect(after.macMatches(after.keyedMac('tail', 'c', '1'), 'tail', 'c', '1')).toBe(true)
    expect(after.macMatches(before.keyedMac('tail', 'c', '2'), 'tail', 'c', '1')).toBe(false)
  })

  test('without the old key its envelopes are refused by name, and a key of the same name does not open them', () => {
    const envelope = createVault({ keys: [key('2024')], profile }).seal(place, 'secret')
    const stranger = createVault({ keys: [key('2025')], profile })
    expect(refusalOf(() => stranger.open(place, envelope)).refusal).toBe('unknown-key')
    const namesake = createVault({ keys: [key('2024')], profile })
    expect(refusalOf(() => namesake.open(place, envelope)).refusal).toBe('refused')
  })

  test('comparing costs the same number of MACs whether the value fits, does not, or is nonsense', () => {
    const two = createVault({ keys: [key('b'), key('a')], profile })
    const stored = two.keyedMac('tail', 'c', '1')
    const costs = [stored, 'nonsense', '', two.keyedMac('tail', 'c', '2')].map(mac => {
      const before = two.countMacs()
      two.macMatches(mac, 'tail', 'c', '1')
      return two.countMacs() - before
    })
    expect(costs).toEqual([2, 2, 2, 2])
  })
})

test('a place can change from AES to 国密 without losing a row or a fingerprint', () => {
  const old = key('intl')
  const before = createVault({ keys: [old], profile: 'aes' })
  const after = createVault({ keys: [key('sm'), { ...old, profile: 'aes' }], profile: 'sm' })
  expect(after.open(place, before.seal(place, 'secret'))).toBe('secret')
  expect(after.blindIndexes('mobile', '1')).toContain(before.blindIndex('mobile', '1'))
  expect(after.seal(place, 'secret')).toContain('|SM4CTR-HSM3|')
})

test('half a character is refused rather than stored as another', () => {
  const vault = createVault({ keys: [key('k1')], profile: 'aes' })
  expect(refusalOf(() => vault.seal(place, 'a\ud800b')).refusal).toBe('misused')
})

test.each([
  ['no key', []],
  ['a short key', [{ id: 'k1', secret: randomBytes(16) }]],
  ['a name that breaks envelopes', [key('a|b')]],
  ['one name twice', [key('k1'), key('k1')]],
])('a vault is not built with %s', (_, keys) => {
  expect(refusalOf(() => createVault({ keys, profile: 'aes' })).refusal).toBe('misused')
})

test('a vault prints nothing of its keys, and a caller cannot change them afterwards', () => {
  const secret = Buffer.from('0123456789abcdef0123456789abcdef')
  const vault = createVault({ keys: [{ id: 'k1', secret }], profile: 'aes' })
  const envelope = vault.seal(place, 'secret')
  expect(JSON.stringify(vault)).toBe('{"currentKeyId":"k1"}')
  secret.fill(0)
  expect(vault.open(place, envelope)).toBe('secret')
  expect(vault.open(place, vault.seal(place, 'again'))).toBe('again')
})

test.each([
  ['abc', 'abc', true],
  ['abc', 'abd', false],
  ['abc', 'abcd', false],
  ['', '', true],
])('macEquals(%j, %j) is %s', (left, right, equal) => expect(macEquals(left, right)).toBe(equal))

afterAll(() => console.info(`vault: SEED=${seed}`))
