import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { runs } from './test/random-check'
import { checkUscc, usccCheckCharacter } from './uscc'

test('a published code tells its authority, region and organisation', () => {
  expect(checkUscc('91350100M000100Y43')).toEqual({
    ok: true,
    uscc: '91350100M000100Y43',
    registeredBy: '9',
    regionCode: '350100',
    organisationCode: 'M000100Y4',
  })
})

test.each([
  '91350100m000100y43',
  '９１３５０１００Ｍ０００１００Ｙ４３',
  ' 91350100 M000100Y 43',
  '91350100-M000100Y-43',
])('typed as %j it is the same code', typed => {
  expect(checkUscc(typed)).toMatchObject({ ok: true, uscc: '91350100M000100Y43' })
})

test.each([
  ['', '请填写'],
  ['91350100M000100Y4', '现在是 17 位'],
  ['91350100M000100Y44', '逐位核对'],
  ['9135O100M000100Y43', 'I、O、S、V、Z'],
  ['91A50100M000100Y43', '第 3 至 8 位'],
  ['91350100M000100Y4。', '去掉其他字符'],
])('%j is refused with the mend', (typed, sentence) => {
  const checked = checkUscc(typed)
  expect(checked.ok ? '' : checked.why).toContain(sentence)
})

test('one wrong character never passes for a valid code', () => {
  const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
  const char = fc.constantFrom(...alphabet)
  const body = fc
    .tuple(char, char, fc.integer({ min: 0, max: 999_999 }), fc.array(char, { minLength: 9, maxLength: 9 }))
    .map(([a, b, region, rest]) => a + b + String(region).padStart(6, '0') + rest.join(''))
  fc.assert(
    fc.property(body, fc.integer({ min: 0, max: 17 }), char, (seventeen, at, wrong) => {
      const code = seventeen + usccCheckCharacter(seventeen)
      expect(checkUscc(code).ok).toBe(true)
      if (code[at] !== wrong) expect(checkUscc(code.slice(0, at) + wrong + code.slice(at + 1)).ok).toBe(false)
    }),
    runs(3_000),
  )
})

const published = resolve(__dirname, '../../../shared/data/service-items-guangan.json')
const whenPublished = existsSync(published) ? test : test.skip
if (!existsSync(published))
  console.info('skipped: no published service items at ../shared/data beside the project')

whenPublished('the unit codes a city really published pass, in lower case too', () => {
  const items = JSON.parse(readFileSync(published, 'utf8')) as { itemCode: string }[]
  const embedded = items.flatMap(item =>
    item.itemCode.split('-').filter(part => /^[0-9a-z]{18}$/i.test(part)),
  )
  const codes = [...new Set(embedded.map(code => code.toUpperCase()))]
  const refused = codes.filter(code => !checkUscc(code).ok)
  expect(codes.length).toBeGreaterThan(20)
  expect(codes.length - refused.length).toBeGreaterThan(20)
  // a source may publish a wrong code; it must be this kind, and rare
  expect(refused.every(code => !/^[1-9ANY]/.test(code))).toBe(true)
  for (const code of embedded) expect(checkUscc(code).ok).toBe(!refused.includes(code.toUpperCase()))
})
