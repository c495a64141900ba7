import jsonLogic from 'json-logic-js'
import { allowedOperators, checkLogic, checkRules, holds, Rule, type JsonLogic } from './index'

const on = '2026-03-01'
const facts = {
  birthOn: '2008-03-01',
  leapDay: '2008-02-29',
  until: '2026-03-31',
  home: '511602',
  work: '511603',
  away: '510107',
  plate: '川X12345',
  electric: '川XD12345',
  from: '06:30',
  to: '07:30',
  tons: 4.5,
  zero: 0,
  no: false,
  empty: '',
  vehicles: [
    { plate: '川X12345', tons: 4 },
    { plate: '川X54321', tons: 8 },
  ],
  tags: ['a', 'b'],
}
const v = (path: string): JsonLogic => ({ var: path })

test.each<[JsonLogic, boolean | undefined]>([
  [{ '==': [{ daysUntil: v('until') }, 30] }, true],
  [{ '==': [{ daysUntil: '2026-02-28' }, -1] }, true],
  [{ '==': [{ daysBetween: ['2024-02-28', '2024-03-01'] }, 2] }, true],
  [{ '==': [{ ageOn: v('birthOn') }, 18] }, true],
  [{ '<': [{ ageOn: '2008-03-02' }, 18] }, true],
  [{ '==': [{ ageOn: v('leapDay') }, 18] }, true],
  [{ ageOn: '2027-01-01' }, undefined],
  [{ ageOn: '2008-02-30' }, undefined],
  [{ '==': [{ weekday: on }, 7] }, true],
  [{ '==': [{ today: [] }, on] }, true],
  [{ '<': [v('until'), { today: [] }] }, false],
  [{ sameRegion: [v('home'), v('work')] }, true],
  [{ sameRegion: [v('home'), v('work'), 'county'] }, false],
  [{ sameRegion: [v('home'), v('away')] }, false],
  [{ sameRegion: [v('home'), v('away'), 'province'] }, true],
  [{ sameRegion: [v('home'), v('nowhere')] }, undefined],
  [{ sameRegion: [v('home'), v('away'), 'planet'] }, undefined],
  [{ timeWithin: [v('to'), '07:00', '09:00'] }, true],
  [{ timeWithin: ['09:00', '07:00', '09:00'] }, false],
  [{ timeWithin: ['07:00', '07:00', '09:00'] }, true],
  [{ timeWithin: ['23:30', '22:00', '06:00'] }, true],
  [{ timeWithin: ['05:59', '22:00', '06:00'] }, true],
  [{ timeWithin: ['12:00', '22:00', '06:00'] }, false],
  [{ timeWithin: ['25:00', '22:00', '06:00'] }, undefined],
  [{ timeWithin: ['23:59', '22:00', '24:00'] }, true],
  [{ timesOverlap: [v('from'), v('to'), '07:00', '09:00'] }, true],
  [{ timesOverlap: ['06:00', '07:00', '07:00', '09:00'] }, false],
  [{ timesOverlap: ['23:00', '01:00', '00:30', '02:00'] }, true],
  [{ '==': [{ plateKind: v('plate') }, 'ordinary'] }, true],
  [{ '==': [{ plateKind: v('electric') }, 'newEnergySmall'] }, true],
  [{ plateKind: 'nonsense' }, undefined],
  [{ '==': [{ sum: [v('vehicles'), 'tons'] }, 12] }, true],
  [{ '==': [{ count: { filter: [v('vehicles'), { '>': [v('tons'), 4] }] } }, 1] }, true],
  [{ some: [v('vehicles'), { '==': [v('plate'), '川X54321'] }] }, true],
  [{ some: [v('vehicles'), { '==': [{ daysUntil: '2026-03-01' }, 0] }] }, true],
  [{ all: [v('none'), { '>': [v('tons'), 1] }] }, false],
  [{ '==': [{ count: v('none') }, 0] }, true],
  [{ in: ['a', v('tags')] }, true],
  [{ in: ['X1', v('plate')] }, true],
  [{ in: [v('nothing'), v('plate')] }, false],
  [{ in: [1, v('tons')] }, undefined],
  [{ '<': [1, v('tons'), 5] }, true],
  [{ '<': [v('nothing'), 5] }, undefined],
  [{ '<': [v('plate'), 5] }, undefined],
  [{ '==': [1, '1'] }, false],
  [{ '==': [v('nothing'), null] }, true],
  [{ '==': [0, v('no')] }, false],
  [{ '==': [v('tags'), v('tags')] }, false],
  [{ '!!': v('tags') }, true],
  [{ '!': v('zero') }, true],
  [{ '!!': { missing: ['empty', 'plate'] } }, true],
  [{ missing: ['plate', 'zero', 'no'] }, false],
  [{ '/': [1, v('zero')] }, undefined],
  [{ '+': ['1', 2] }, undefined],
  [{ if: [v('no'), false, true] }, true],
  [{ and: [true, { '<': [v('nothing'), 1] }] }, undefined],
  [{ and: [false, { '<': [v('nothing'), 1] }] }, false],
  [v('vehicles.1.plate'), true],
  [{ var: ['nothing', 'fallback'] }, true],
])('%j is %s', (logic, answer) => {
  expect(checkLogic(logic)).toEqual([])
  expect(holds(logic, facts, { on })).toBe(answer)
})

test('without a day, what needs a day is undecided', () => {
  expect(holds({ '==': [{ daysUntil: v('until') }, 30] }, facts)).toBeUndefined()
})

test.each([
  'constructor',
  '__proto__',
  'toString',
  'tags.length',
  'plate.length',
  'tags.map',
  'vehicles.0.constructor.name',
])('%s reads nothing that objects inherit', path => {
  if (path !== 'tags.length') expect(holds({ '!!': { var: path } }, facts)).toBe(false)
  expect(holds({ '!!': { missing: [path] } }, { plain: true })).toBe(true)
})

test.each<[string, JsonLogic]>([
  ['an unknown operator', { frobnicate: 1 }],
  ['a known one misspelt inside', { and: [true, { daysuntil: 'x' }] }],
  ['an operator of the library we leave out', { log: 'x' }],
  ['reduce, which can grow without bound', { reduce: [v('tags'), { '+': [1] }, 0] }],
  ['a dotted operator', { 'var.call': 'x' }],
  ['an inherited name', { constructor: 'x' }],
  ['our internal prefix', { 'tongban.var': 'x' }],
  ['a computed path', { var: { var: 'plate' } }],
  ['a computed missing', { missing: { var: 'tags' } }],
  ['a forbidden path', { var: '__proto__.polluted' }],
  ['another forbidden path', { var: 'a.constructor.prototype' }],
  ['a path that is no path', { var: 'a b' }],
  ['two operators in one object', { '==': [1, 1], '!': true }],
  ['no operator at all', {}],
  ['too few arguments', { '==': [1] }],
  ['too many arguments', { '!': [1, 2] }],
  ['too many parts', { in: [1, Array.from({ length: 500 }, (_, i) => i)] }],
])('%s is refused when a definition is loaded', (_, logic) => {
  expect(checkLogic(logic)).toHaveLength(1)
})

test('logic nested too deep is refused instead of followed', () => {
  let deep: JsonLogic = true
  for (let i = 0; i < 10_000; i += 1) deep = { '!': [deep] }
  expect(checkLogic(deep).length).toBeGreaterThan(0)
  expect(holds(deep, {}) === undefined || holds(deep, {}) === true).toBe(true)
})

test('the standard operations of the library stay as they were', () => {
  expect(jsonLogic.apply({ '==': [1, '1'] } as never)).toBe(true)
  expect(jsonLogic.apply({ var: 'a' }, { a: 1 })).toBe(1)
  expect(allowedOperators).not.toContain('log')
})

const rule = (changes: Record<string, unknown>): Record<string, unknown> => ({
  id: 'a-rule',
  article: '《道路交通安全法》第三十九条',
  effectiveFrom: '2026-01-01',
  when: true,
  effect: 'warn',
  explanation: '{plate}',
  fields: [],
  ...changes,
})

test.each([
  ['no article', { article: '道路交通安全法' }],
  ['a day that does not exist', { effectiveFrom: '2026-02-30' }],
  ['another effect', { effect: 'approve' }],
  ['no explanation', { explanation: '' }],
  ['a field of its own', { colour: 'red' }],
  ['a path that reaches into objects', { fields: ['__proto__'] }],
])('a rule with %s is no rule', (_, changes) => {
  expect(Rule.safeParse(rule({})).success).toBe(true)
  expect(Rule.safeParse(rule(changes)).success).toBe(false)
})

test.each([
  ['refused logic', [{ when: { log: 1 } }], ['0.when.log']],
  ['days in the wrong order', [{ effectiveTo: '2025-12-31' }], ['0.effectiveTo']],
  ['a placeholder that is no path', [{ explanation: '{a b}' }], ['0.explanation']],
  [
    'two versions in force at once',
    [{ effectiveTo: '2026-06-30' }, { effectiveFrom: '2026-06-30' }],
    ['1.id'],
  ],
  ['versions that follow each other', [{ effectiveTo: '2026-06-30' }, { effectiveFrom: '2026-07-01' }], []],
])('%s: %j', (_, changes, paths) => {
  const rules = changes.map(each => Rule.parse(rule(each)))
  expect(checkRules(rules).map(each => each.path)).toEqual(paths)
})
