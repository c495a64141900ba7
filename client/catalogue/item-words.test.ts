import type { ItemCard } from '@shared/catalogue/contract'
import { byTheme, cardLines, feeText } from './item-words'

const card: ItemCard = {
  code: 'YT-CL-002',
  name: '机动车驾驶证补换证',
  departmentName: '云汀市公安局交通管理支队',
  theme: '交通',
  summary: '',
  online: true,
  promisedDays: 1,
  feeTotalFen: 1000,
}

test('two lines tell department, days and fee', () => {
  expect(cardLines(card)).toEqual(['云汀市公安局交通管理支队', '1 个工作日办结 · 10.00 元'])
  expect(cardLines({ ...card, feeTotalFen: 0 })).toEqual([
    '云汀市公安局交通管理支队',
    '1 个工作日办结 · 免费',
  ])
})

test('what is not known of an imported item is not said', () => {
  expect(cardLines({ ...card, theme: null, promisedDays: null, feeTotalFen: null })).toEqual([
    card.departmentName,
  ])
})

test('only nothing is free', () => {
  expect([0, 1, 1000].map(feeText)).toEqual(['免费', '0.01 元', '10.00 元'])
})

test('themes keep the order of their first item; items without one come under 其他', () => {
  const items = ['医疗', '交通', '医疗', null].map((theme, index) => ({ ...card, theme, code: `c${index}` }))
  expect(byTheme(items).map(({ theme, items: group }) => [theme, ...group.map(item => item.code)])).toEqual([
    ['医疗', 'c0', 'c2'],
    ['交通', 'c1'],
    ['其他', 'c3'],
  ])
})
