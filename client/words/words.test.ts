import { t } from './words'

test('a key without blanks gives its words', () => {
  expect(t('ui.back')).toBe('返回')
})

test('blanks are filled, as often as they occur', () => {
  expect(t('ui.count', { used: 3, most: 200 })).toBe('已写 3 字，最多 200 字')
})
