import fc from 'fast-check'
import { maskBankCard, maskIdNumber, maskMobile, maskName, maskPlate, maskText } from './mask'
import { runs } from './test/random-check'

test.each([
  ['11010519491231002X', '1****************X'],
  ['11010519491231002x', '1****************X'],
  ['１１０１０５ １９４９１２３１ ００２Ｘ', '1****************X'],
  ['610104620927690', '6*************0'],
  ['EJ1234567', 'E*******7'],
  ['H12345678', 'H*******8'],
  ['1234567', '*******'],
  ['', ''],
])('document number %j shows as %j', (value, masked) => {
  expect(maskIdNumber(value)).toBe(masked)
})

test.each([
  ['13800001234', '138****1234'],
  ['+86 138 0000 1234', '138****1234'],
  ['0826-2345678', '0******8'],
  ['110', '****'],
])('phone %j shows as %j', (value, masked) => {
  expect(maskMobile(value)).toBe(masked)
})

test.each([
  ['张三', '*三'],
  ['欧阳娜娜', '***娜'],
  ['买买提·吐尔逊', '******逊'],
  ['王𬭎', '*𬭎'],
  ['张', '*'],
  ['', ''],
])('name %j shows as %j', (value, masked) => {
  expect(maskName(value)).toBe(masked)
})

test.each([
  ['6222 0200 0000 1234', '**** 1234'],
  ['12345678', '****'],
])('bank card %j shows as %j', (value, masked) => {
  expect(maskBankCard(value)).toBe(masked)
})

test.each([
  ['川X12345', '川X****5'],
  ['川x·d12345', '川X*****5'],
  ['川X123', '*****'],
])('plate %j shows as %j', (value, masked) => {
  expect(maskPlate(value)).toBe(masked)
})

test.each([
  ['abcdefgh', 'a******h'],
  ['a very long answer', 'a******r'],
  ['abcdefg', '****'],
  ['', ''],
])('text %j shows as %j', (value, masked) => {
  expect(maskText(value)).toBe(masked)
})

const digits = fc.string({ unit: fc.constantFrom(...'0123456789Xx -'), maxLength: 24 })
const han = fc.string({ unit: fc.constantFrom(...'张王李欧阳娜𬭎𰻝·• 广安Ａａ9'), maxLength: 20 })
const anything = fc.oneof(
  digits,
  han,
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)
const shown = (masked: string): number => Array.from(masked.replace(/[* ]/g, '')).length

test.each([
  ['maskIdNumber', maskIdNumber, 2],
  ['maskMobile', maskMobile, 7],
  ['maskName', maskName, 1],
  ['maskBankCard', maskBankCard, 4],
  ['maskPlate', maskPlate, 3],
  ['maskText', maskText, 2],
])('%s: of 10,000 random values never more shows than allowed, and twice is once', (_, mask, allowed) => {
  fc.assert(
    fc.property(anything, value => {
      const masked = mask(value)
      expect(shown(masked)).toBeLessThanOrEqual(allowed)
      expect(mask(masked)).toBe(masked)
    }),
    runs(10_000),
  )
})

test('seven digits of a phone show only where it is a mobile number', () => {
  fc.assert(
    fc.property(anything, value => {
      const masked = maskMobile(value)
      if (shown(masked) > 2) expect(masked).toMatch(/^1\d\d\*{4}\d{4}$/)
    }),
    runs(10_000),
  )
})
