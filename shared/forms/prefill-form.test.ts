import fc from 'fast-check'
import { runs } from '../formats/random-check'
import { prefilledShare, prefillForm } from './index'
import { truckPass } from './truck-pass.example'

const resident = { name: '张三', idNumber: '11010519491231002X' }
const truck = (plate: string, tons: number): unknown => ({ plate, label: `${plate}（货车）`, load: { tons } })

test('what the sources know is filled in, and the share is told', () => {
  const { values } = prefillForm(truckPass, {
    'population.resident': resident,
    'account.profile': { contact: { mobile: '13800000000' } },
  })
  expect(values).toEqual({ applicantName: '张三', idNumber: '11010519491231002X', mobile: '13800000000' })
  expect(prefilledShare(truckPass, values)).toBe(3 / 9)
})

test('of several vehicles the person picks; choosing one fills its load', () => {
  const answers = {
    'vehicles.owned': { vehicles: [truck('川X12345', 4), truck('川X54321', 8), { label: '没有车牌' }] },
  }
  const { values, picks } = prefillForm(truckPass, answers)
  expect(values).toEqual({})
  expect(picks.plate).toEqual([
    { value: '川X12345', title: '川X12345（货车）', fills: { loadTons: 4 } },
    { value: '川X54321', title: '川X54321（货车）', fills: { loadTons: 8 } },
  ])
})

test('an only vehicle is chosen already', () => {
  const { values } = prefillForm(truckPass, { 'vehicles.owned': { vehicles: [truck('川X12345', 4)] } })
  expect(values).toEqual({ plate: '川X12345', loadTons: 4 })
})

test('a source that did not answer, or answered nonsense, fills nothing and breaks nothing', () => {
  expect(prefillForm(truckPass, {})).toEqual({ values: {}, picks: { plate: [] } })
  const sources = fc.constantFrom('population.resident', 'account.profile', 'vehicles.owned', '__proto__')
  fc.assert(
    fc.property(fc.dictionary(sources, fc.anything()), answers => {
      expect(Object.keys(prefillForm(truckPass, answers).picks)).toEqual(['plate'])
    }),
    runs(300),
  )
})
