import fc from 'fast-check'
import { runs } from '../formats/random-check'
import { assertions } from './allowed-keywords'
import { sentences } from './explain-violation'
import {
  type FormDefinition,
  type LayoutField,
  prefilledShare,
  requiredCount,
  requiredFields,
  storedValues,
  validateForm,
  visibleValues,
} from './index'
import { truckPass } from './truck-pass.example'

const today = '2026-03-01'
const complete = {
  applicantName: '古丽·巴哈尔',
  idNumber: '11010519491231002X',
  mobile: '13800000000',
  plate: '川X12345',
  loadTons: 4.35,
  purpose: 'food',
  roads: ['ring'],
  startOn: '2026-03-02',
  truthful: true,
}
const problemsOf = (changes: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    validateForm(truckPass, { ...complete, ...changes }, { today }).map(each => [each.path, each.message]),
  )

test('a complete form has no problems', () => {
  expect(problemsOf({})).toEqual({})
})

test.each([
  ['mobile', '1380000000', '「手机号码」：手机号码应为 11 位，现在是 10 位，请补全或删去多余的数字。'],
  ['mobile', '', '「手机号码」还没有填写，请填写。'],
  ['mobile', '  ', '「手机号码」还没有填写，请填写。'],
  ['mobile', null, '「手机号码」还没有填写，请填写。'],
  ['mobile', 13800000000, '「手机号码」应为文字，请重新填写。'],
  ['idNumber', '110105194912310021', '「身份证号码」：身份证号码有一位或几位填错，请对照证件逐位核对。'],
  ['purpose', 'gold', '「运输用途」不在可选范围内，请从给出的选项中选择。'],
  ['purpose', undefined, '「运输用途」还没有选择，请选择。'],
  ['loadTons', '四吨', '「核定载质量（吨）」应为数字，请只填数字。'],
  ['loadTons', 51, '「核定载质量（吨）」不能大于 50，请修改。'],
  ['loadTons', 4.355, '「核定载质量（吨）」最多两位小数，请删去多余的小数。'],
  ['roads', [], '「通行路段」还没有选择，请选择。'],
  ['roads', ['ring', 'ring'], '「通行路段」有重复的内容，请删去重复项。'],
  ['startOn', '2026-02-30', '「开始日期」：不是有效的日期，请按“2026-01-31”这样填写或重新选择。'],
  ['startOn', '2026-03-01', '「开始日期」不能早于 2026-03-02，请重新选择。'],
  ['startOn', '2026-04-01', '「开始日期」不能晚于 2026-03-31，请重新选择。'],
  ['truthful', false, '「承诺内容真实」：请阅读并勾选“承诺内容真实”'],
])('%s filled with %j tells: %s', (key, value, message) => {
  expect(problemsOf({ [key]: value })).toEqual({ [key]: message })
})

test('a birth that lies ahead is told on the day of the form', () => {
  const [problem] = validateForm(truckPass, complete, { today: '1949-12-30' })
  expect(problem?.message).toBe('「身份证号码」：身份证号码中的出生日期晚于今天，请核对第 7 至 14 位数字。')
})

test('an item of a list is named by its number and label', () => {
  const person = { type: 'object', properties: { name: { title: '姓名', minLength: 2 } }, required: ['name'] }
  const people = { type: 'array' as const, title: '同住人', items: person, 'x-sensitivity': 'L3' as const }
  const form: FormDefinition = {
    schema: { type: 'object', properties: { people }, required: [] },
    layout: [{ key: 's', title: '同住人', fields: [{ key: 'people', widget: 'longtext' }] }],
  }
  expect(
    validateForm(form, { people: [{ name: '张三' }, { name: '李' }, { name: ' ' }] }, { today }),
  ).toEqual([
    { path: 'people.1.name', message: '第 2 项「姓名」至少 2 个字，请补全。' },
    { path: 'people.2.name', message: '第 3 项「姓名」还没有填写，请填写。' },
  ])
})

test('a hidden field is neither required nor judged, and its value is dropped', () => {
  expect(problemsOf({ permitNumber: 'left over' })).toEqual({})
  expect(visibleValues(truckPass, { ...complete, permitNumber: 'left over' })).toEqual(complete)
})

test('a field that appears is required at once, and its own sentence names the mend', () => {
  expect(problemsOf({ purpose: 'dangerous' })).toEqual({
    permitNumber: '「危险货物运输许可证号」还没有填写，请填写。',
  })
  expect(problemsOf({ purpose: 'dangerous', permitNumber: '12' })).toEqual({
    permitNumber: '「危险货物运输许可证号」：应为 12 位数字，请对照道路运输证核对',
  })
})

test('a condition on something not yet filled in hides its field', () => {
  expect(visibleValues(truckPass, { drivers: '张三' })).toEqual({})
})

test('hiding is transitive: what depends on a hidden field is hidden too', () => {
  const shownIf = (key: string, other: string, value: string): LayoutField => ({
    key,
    widget: 'text',
    showWhen: { '==': [{ var: other }, value] },
  })
  const text = { type: 'string' as const, title: '文字', 'x-sensitivity': 'L1' as const }
  const form: FormDefinition = {
    schema: { type: 'object', properties: { a: text, b: text, c: text }, required: ['c'] },
    layout: [
      {
        key: 's',
        title: '一',
        fields: [{ key: 'a', widget: 'text' }, shownIf('b', 'a', 'x'), shownIf('c', 'b', 'y')],
      },
    ],
  }
  expect(visibleValues(form, { a: 'x', b: 'y', c: 'z' })).toEqual({ a: 'x', b: 'y', c: 'z' })
  expect(visibleValues(form, { a: 'no', b: 'y', c: 'z' })).toEqual({ a: 'no' })
  expect(validateForm(form, { a: 'no', b: 'y' }, { today })).toEqual([])
})

test('problems come in the order of the layout', () => {
  expect(validateForm(truckPass, {}, { today }).map(each => each.path)).toEqual([
    'applicantName',
    'idNumber',
    'mobile',
    'plate',
    'purpose',
    'startOn',
    'truthful',
  ])
})

test('required fields follow the branch that applies', () => {
  expect(requiredCount(truckPass, {})).toBe(7)
  expect(requiredFields(truckPass, { purpose: 'food' })).toContain('roads')
  expect(requiredCount(truckPass, { purpose: 'food' })).toBe(8)
  expect(requiredFields(truckPass, { purpose: 'dangerous' })).toContain('permitNumber')
})

test('the prefilled share counts shown fields only', () => {
  expect(prefilledShare(truckPass, {})).toBe(0)
  expect(
    prefilledShare(truckPass, { applicantName: '张三', idNumber: 'x', mobile: ' ', permitNumber: '1' }),
  ).toBe(2 / 9)
})

test('what is stored has one form however it was typed', () => {
  const typed = {
    ...complete,
    idNumber: '１１0105 19491231 002x',
    mobile: '+86 138-0000-0000',
    plate: '川X·12345',
    unknown: 1,
  }
  expect(storedValues(truckPass, typed)).toEqual(complete)
})

test('every allowed keyword has a sentence, and every sentence names a mend', () => {
  const flow = ['allOf', 'if', 'then', 'else', 'items', 'prefixItems', 'properties', 'patternProperties']
  const asked = ['required', 'dependentRequired', 'dependentSchemas']
  const silent = [...flow, ...asked]
  for (const keyword of Object.keys(assertions).filter(each => !silent.includes(each))) {
    expect([keyword, sentences[keyword]?.(1, {})]).toEqual([keyword, expect.stringMatching(/请/)])
  }
})

const speaksOfTheForm = (path: string): boolean => (path.split('.')[0] ?? '') in truckPass.schema.properties

test('whatever is sent, the answer is a list of sentences about known fields', () => {
  const keys = fc.constantFrom(
    ...Object.keys(truckPass.schema.properties),
    '__proto__',
    'constructor',
    'toString',
  )
  fc.assert(
    fc.property(fc.oneof(fc.dictionary(keys, fc.jsonValue()), fc.jsonValue(), fc.anything()), values => {
      const problems = validateForm(truckPass, values, { today })
      for (const { path, message } of problems) {
        expect(speaksOfTheForm(path)).toBe(true)
        expect(message).toContain('「')
      }
      expect(validateForm(truckPass, values, { today })).toEqual(problems)
      expect(visibleValues(truckPass, visibleValues(truckPass, values))).toEqual(
        visibleValues(truckPass, values),
      )
      expect(requiredCount(truckPass, values)).toBeLessThanOrEqual(11)
      expect(prefilledShare(truckPass, values)).toBeLessThanOrEqual(1)
    }),
    runs(500),
  )
})

test('values that would keep a server busy are refused by name', () => {
  let deep: unknown = 'x'
  for (let i = 0; i < 100_000; i += 1) deep = [deep]
  const circle: unknown[] = []
  circle.push(circle)
  const huge = ['x'.repeat(5_000_000), Array.from({ length: 1_000_000 }, () => 'ring'), deep, circle]
  for (const value of huge) {
    expect(problemsOf({ roads: value })).toEqual({ roads: '「通行路段」内容过多，请删减。' })
  }
})

test('a long wrong list does not become a long answer', () => {
  const roads = Array.from({ length: 4000 }, (_, i) => i)
  expect(validateForm(truckPass, { ...complete, roads }, { today })).toHaveLength(50)
})

test('keys that objects inherit are just unknown fields', () => {
  const values: unknown = JSON.parse(
    `{"__proto__":{"mobile":"13800000000"},"constructor":{"x":1},"toString":1}`,
  )
  expect(visibleValues(truckPass, values)).toEqual({})
  expect(validateForm(truckPass, values, { today }).map(each => each.path)).toContain('mobile')
  expect(
    visibleValues(truckPass, {
      ...complete,
      drivers: [],
      roads: JSON.parse('[{"__proto__":{"polluted":true}}]'),
    }),
  ).not.toHaveProperty('roads.0.polluted')
})
