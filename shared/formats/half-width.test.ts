import { toCode, toHalfWidth } from './half-width'

test.each([
  ['full-width digits and letters', '１２３ａＢ', '123aB'],
  ['an ideographic space between words', '张　三', '张 三'],
  ['spaces around and several inside', '  a \t\n b ', 'a b'],
  ['a zero-width space and direction marks from a paste', '1\u200b3\u202a8\ufeff', '138'],
  ['Chinese text stays as it is', '广安区（金安大道）', '广安区(金安大道)'],
])('%s', (_, typed, expected) => {
  expect(toHalfWidth(typed)).toBe(expected)
})

test('a code has no spaces and only capitals', () => {
  expect(toCode(' １1０１ ０5x ')).toBe('110105X')
})
