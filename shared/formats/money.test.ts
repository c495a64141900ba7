import fc from 'fast-check'
import { fenToYuan, formatFen, parseYuan } from './money'
import { runs } from './test/random-check'

test.each([
  [0, '0.00'],
  [1, '0.01'],
  [99, '0.99'],
  [1000, '10.00'],
  [1990, '19.90'],
  [-5, '-0.05'],
  [9_007_199_254_740_991, '90071992547409.91'],
])('%i fen is %s yuan', (fen, yuan) => {
  expect(fenToYuan(fen)).toBe(yuan)
})

test('a screen shows yuan with its unit', () => {
  expect(formatFen(1000)).toBe('10.00 元')
})

test.each([1.5, NaN, Infinity, 1e21, -0.1])('%d is no amount of money', fen => {
  expect(() => fenToYuan(fen)).toThrow(RangeError)
})

test.each([
  ['10', 1000],
  ['10.5', 1050],
  ['0.07', 7],
  ['１０．５０', 1050],
  ['￥1,234.50', 123_450],
  ['¥ 10.00 元', 1000],
  ['0', 0],
])('%s yuan is %i fen', (typed, fen) => {
  expect(parseYuan(typed)).toEqual({ ok: true, fen })
})

test.each([
  '',
  '1.005',
  '1.000',
  '-1',
  '+1',
  '1e3',
  '1e21',
  '010',
  '.5',
  '5.',
  '1,23',
  '12,34.00',
  '1.2.3',
  '十元',
  'NaN',
  '0x10',
  '90071992547409.92',
])('%j is refused', typed => {
  expect(parseYuan(typed).ok).toBe(false)
})

test('every whole number of fen survives the way to text and back', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fen => {
      expect(parseYuan(fenToYuan(fen))).toEqual({ ok: true, fen })
      expect(parseYuan(formatFen(fen))).toEqual({ ok: true, fen })
    }),
    runs(5_000),
  )
})
