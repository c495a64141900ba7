import { checkMobile } from './mobile'

test.each([
  '13800001234',
  '138 0000 1234',
  '138-0000-1234',
  '１３８００００１２３４',
  '+86 13800001234',
  '0086-13800001234',
  '8613800001234',
  '(+86)138 0000 1234',
])('typed as %j it is the same number', typed => {
  expect(checkMobile(typed)).toEqual({ ok: true, mobile: '13800001234' })
})

test('a number that begins like the country code is left alone', () => {
  expect(checkMobile('18612345678')).toEqual({ ok: true, mobile: '18612345678' })
})

test.each([
  ['', '请填写'],
  ['1380000123', '现在是 10 位'],
  ['138000012345', '现在是 12 位'],
  ['12800001234', '13 至 19'],
  ['1380000123a', '去掉其他字符'],
  ['+852 9123 4567', '去掉其他字符'],
])('%j is refused with the mend', (typed, sentence) => {
  const checked = checkMobile(typed)
  expect(checked.ok ? '' : checked.why).toContain(sentence)
})
