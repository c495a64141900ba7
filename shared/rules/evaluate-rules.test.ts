import fc from 'fast-check'
import { runs } from '../formats/random-check'
import { evaluateRules, type Rule } from './index'

const rule = (changes: Partial<Rule> = {}): Rule => ({
  id: 'licence-expired',
  article: '《机动车驾驶证申领和使用规定》第六十三条',
  effectiveFrom: '2026-01-01',
  when: { '<': [{ daysUntil: { var: 'licence.validUntil' } }, 0] },
  effect: 'refuse',
  explanation: '驾驶证已于 {licence.validUntil} 到期。',
  mend: '请先换领 {applicantName} 的驾驶证。',
  fields: ['licence'],
  ...changes,
})
const on = '2026-03-01'
const expired = { applicantName: '张三', licence: { validUntil: '2026-02-28' } }

test('a refusal names its article, tells the reason in plain words and how to mend it', () => {
  expect(evaluateRules([rule()], expired, { on })).toEqual([
    {
      ruleId: 'licence-expired',
      effect: 'refuse',
      article: '《机动车驾驶证申领和使用规定》第六十三条',
      explanation: '驾驶证已于 2026-02-28 到期。',
      mend: '请先换领 张三 的驾驶证。',
      fields: ['licence'],
    },
  ])
})

test('a rule that does not hold finds nothing', () => {
  expect(evaluateRules([rule()], { licence: { validUntil: on } }, { on })).toEqual([])
})

test.each([
  ['the day before it takes effect', '2025-12-31', 0],
  ['its first day', '2026-01-01', 1],
  ['its last day', '2026-06-30', 1],
  ['the day after its last', '2026-07-01', 0],
])('on %s (%s) the rule fires %i times', (_, day, times) => {
  const rules = [rule({ when: true, effectiveTo: '2026-06-30' })]
  expect(evaluateRules(rules, expired, { on: day })).toHaveLength(times)
})

test('a case keeps the version it was submitted under', () => {
  const then = rule({ when: { '<': [{ var: 'tons' }, 4] }, effectiveTo: '2026-02-28' })
  const now = rule({ when: { '<': [{ var: 'tons' }, 8] }, effectiveFrom: '2026-03-01' })
  expect(evaluateRules([then, now], { tons: 5 }, { on: '2026-02-28' })).toEqual([])
  expect(evaluateRules([then, now], { tons: 5 }, { on: '2026-03-01' })).toHaveLength(1)
  expect(evaluateRules([then], { tons: 5 }, { on: '2026-02-28' })).toEqual([])
})

test.each([[{}], [null], [{ licence: null }], [{ licence: { validUntil: 'soon' } }], [[]], ['x']])(
  'a fact that is missing or unusable (%j) is never a refusal: the rule is undecided',
  facts => {
    expect(evaluateRules([rule()], facts, { on })).toMatchObject([
      { effect: 'warn', undecided: true, ruleId: 'licence-expired' },
    ])
  },
)

test('a rule with an operator we do not allow is undecided, not obeyed', () => {
  const rules = [rule({ when: { log: 'x' } }), rule({ when: { 'var.constructor': ['return 1'] } })]
  expect(evaluateRules(rules, expired, { on }).map(each => each.undecided)).toEqual([true, true])
})

test('placeholders show facts, never anything inherited, and stay short', () => {
  const explanation = '{a}|{b}|{c}|{d}|{e}|{constructor}|{__proto__.x}|{a.length}|{f}'
  const facts = { a: 'x'.repeat(500), b: 3, c: true, d: ['甲', '乙'], e: { f: 1 }, f: [['x']] }
  const [finding] = evaluateRules([rule({ when: true, explanation })], facts, { on })
  const none = '（未填写）'
  expect(finding?.explanation).toBe(`${'x'.repeat(100)}|3|是|甲、乙|${none}|${none}|${none}|${none}|${none}`)
})

test('a fact that looks like a placeholder or a replacement is shown as it is', () => {
  const [finding] = evaluateRules(
    [rule({ when: true, explanation: '{a}' })],
    { a: '{b}$&$1', b: 'no' },
    { on },
  )
  expect(finding?.explanation).toBe('{b}$&$1')
})

test('findings come in the order of the rules', () => {
  const rules = ['b', 'a', 'c'].map(id => rule({ id, when: true }))
  expect(evaluateRules(rules, {}, { on }).map(each => each.ruleId)).toEqual(['b', 'a', 'c'])
})

const operands = fc.constantFrom(
  'var',
  'in',
  '==',
  '<',
  '+',
  'sum',
  'count',
  'daysUntil',
  'ageOn',
  'sameRegion',
  'timeWithin',
  'plateKind',
  'missing',
  'map',
  'some',
  'if',
  'and',
  '!',
  'log',
  'constructor',
)
const { logic } = fc.letrec<{ logic: Rule['when'] }>(tie => ({
  logic: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom<Rule['when']>(
      'a',
      'a.b',
      '__proto__',
      'constructor',
      '2026-01-01',
      '',
      0,
      1.5,
      null,
      true,
      [],
    ),
    fc.tuple(operands, fc.array(tie('logic'), { maxLength: 3 })).map(([name, args]) => ({ [name]: args })),
    fc.array(tie('logic'), { maxLength: 3 }),
  ),
}))

test('whatever the rule and the facts are, it answers, twice the same, and changes neither', () => {
  const keys = fc.constantFrom('a', 'b', '__proto__', 'toString', 'valueOf', 'indexOf', 'constructor')
  const facts = fc.oneof(fc.dictionary(keys, fc.jsonValue()), fc.jsonValue(), fc.anything())
  fc.assert(
    fc.property(logic, facts, (when, given) => {
      const rules = [rule({ when, explanation: '{a} {a.b} {toString}' })]
      const before = JSON.stringify(rules)
      const first = evaluateRules(rules, given, { on })
      expect(evaluateRules(rules, given, { on })).toEqual(first)
      expect(JSON.stringify(rules)).toBe(before)
      expect(first.every(each => !/function|\[native/.test(each.explanation))).toBe(true)
    }),
    runs(1000),
  )
})
