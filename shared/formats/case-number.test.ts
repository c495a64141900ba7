import fc from 'fast-check'
import { caseCheckCharacter, checkCaseNumber, formatCaseNumber, makeCaseNumber } from './case-number'
import { runs } from './test/random-check'

const bytes = fc.uint8Array({ minLength: 7, maxLength: 7 })
const madeFrom = (...values: number[]): string => makeCaseNumber('YT', Uint8Array.from(values))

test('the check character is that of ISO 7064 MOD 37,36', () => {
  // the worked example of the Global Release Identifier, which uses the same system
  expect(caseCheckCharacter('A12425GABC1234002')).toBe('M')
})

test('the same bytes make the same number, other bytes another', () => {
  expect(madeFrom(1, 2, 3, 4, 5, 6, 7)).toBe(madeFrom(1, 2, 3, 4, 5, 6, 7))
  expect(madeFrom(1, 2, 3, 4, 5, 6, 7)).not.toBe(madeFrom(1, 2, 3, 4, 5, 6, 8))
})

test('what is made is accepted, printed in groups, and holds no I, L, O or U', () => {
  fc.assert(
    fc.property(bytes, random => {
      const made = makeCaseNumber('YT', random)
      expect(made).toMatch(/^YT[0-9A-HJKMNP-TV-Z]{11}$/)
      expect(checkCaseNumber(made, 'YT')).toEqual({ ok: true, caseNumber: made })
      expect(formatCaseNumber(made)).toMatch(/^YT-.{4}-.{4}-.{3}$/)
      expect(checkCaseNumber(formatCaseNumber(made))).toEqual({ ok: true, caseNumber: made })
    }),
    runs(5_000),
  )
})

test('the stepping of the last symbol never touches the 45 bits before it', () => {
  const heads = new Set<string>()
  for (let i = 0; i < 20_000; i += 1) heads.add(madeFrom(0, 0, 0, 0, 0, i >> 8, i & 255).slice(0, 11))
  expect(heads.size).toBe(20_000)
})

test('people may type it as they read it', () => {
  const forgiving = (number: string): string[] => [
    number.toLowerCase(),
    formatCaseNumber(number).toLowerCase(),
    formatCaseNumber(number).replace(/-/g, ' '),
    formatCaseNumber(number).replace(/-/g, '—'),
    number.replace(/0/g, 'O').replace(/1/g, 'l'),
    number.replace(/0/g, 'o').replace(/1/g, 'I'),
    ` ${[...number].map(c => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')} `,
  ]
  fc.assert(
    fc.property(bytes, random => {
      const made = makeCaseNumber('YT', random)
      for (const typed of forgiving(made))
        expect(checkCaseNumber(typed)).toEqual({ ok: true, caseNumber: made })
    }),
    runs(1_000),
  )
})

test('one wrong character never finds another case', () => {
  fc.assert(
    fc.property(
      bytes,
      fc.integer({ min: 0, max: 12 }),
      fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
      (random, at, wrong) => {
        const made = makeCaseNumber('YT', random)
        if (made[at] !== wrong)
          expect(checkCaseNumber(made.slice(0, at) + wrong + made.slice(at + 1)).ok).toBe(false)
      },
    ),
    runs(5_000),
  )
})

test('two swapped neighbours are noticed at least 99 times in 100', () => {
  let swaps = 0
  let noticed = 0
  fc.assert(
    fc.property(bytes, fc.integer({ min: 0, max: 11 }), (random, at) => {
      const made = makeCaseNumber('YT', random)
      const [a = '', b = ''] = made.slice(at, at + 2)
      if (a === b) return
      swaps += 1
      if (!checkCaseNumber(made.slice(0, at) + b + a + made.slice(at + 2)).ok) noticed += 1
    }),
    runs(5_000),
  )
  expect(noticed / swaps).toBeGreaterThan(0.99)
})

test.each([
  ['', '请填写'],
  ['YT-1234', '位数不对'],
  ['YT-7K3M-9QXD-4H5U', '没有字母 U'],
  ['YT-7K3M-9QXD-4H＃', '去掉其他字符'],
  ['12-7K3M-9QXD-4H5', '开头不对'],
])('%j is refused with the mend', (typed, sentence) => {
  const checked = checkCaseNumber(typed)
  expect(checked.ok ? checked.caseNumber : checked.why).toContain(sentence)
})

test('a number of another place is refused where the prefix is known', () => {
  const made = makeCaseNumber('GA', Uint8Array.from([1, 2, 3, 4, 5, 6, 7]))
  expect(checkCaseNumber(made).ok).toBe(true)
  expect(checkCaseNumber(made, 'YT').ok).toBe(false)
})

test('a prefix that could be misread, and too little chance, are refused', () => {
  for (const prefix of ['LX', 'GO', 'yt', 'Y', 'YTYTY', 'Y1']) {
    expect(() => makeCaseNumber(prefix, new Uint8Array(7))).toThrow(RangeError)
  }
  expect(() => makeCaseNumber('YT', new Uint8Array(6))).toThrow(RangeError)
})
