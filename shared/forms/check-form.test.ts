import { checkSync } from 'recheck'
import { checkForm, checkSchema, FormDefinition } from './index'
import { refusedKeywords } from './allowed-keywords'
import { whyPatternRefused } from './safe-pattern'
import { truckPass } from './truck-pass.example'

const paths = (schema: unknown): string[] => checkSchema(schema).map(each => each.path)

test('the example is a form definition whose parts fit together', () => {
  expect(FormDefinition.safeParse(truckPass).success).toBe(true)
  expect(checkForm(truckPass)).toEqual([])
})

test.each(Object.keys(refusedKeywords))('%s is refused with a reason', keyword => {
  const [problem] = checkSchema({ properties: { a: { [keyword]: true } } })
  expect(problem?.path).toBe(`properties.a.${keyword}`)
  expect(problem?.message).toContain(refusedKeywords[keyword])
})

test('a misspelt keyword is refused where it stands, wherever that is', () => {
  expect(paths({ minLenght: 2 })).toEqual(['minLenght'])
  expect(paths({ items: { anyOf: [{}, { if: { tilte: 'x' } }] } })).toEqual(['items.anyOf.1.if.tilte'])
  expect(paths({ patternProperties: { '^a$': { x: 1 } } })).toEqual(['patternProperties.^a$.x'])
  expect(paths(JSON.parse('{"__proto__":{},"constructor":1,"toString":2}'))).toEqual([
    '__proto__',
    'constructor',
    'toString',
  ])
})

test('names of fields and values of enum and const are not taken for keywords', () => {
  expect(
    paths({ properties: { title: {}, oneOf: { enum: [{ $ref: 1 }], const: { unevaluatedItems: 1 } } } }),
  ).toEqual([])
})

test.each([
  [{ type: 'text' }],
  [{ enum: [] }],
  [{ minLength: -1 }],
  [{ minLength: '2' }],
  [{ minimum: NaN }],
  [{ multipleOf: 0 }],
  [{ uniqueItems: 'yes' }],
  [{ title: ' ' }],
  [{ format: 'date' }],
  [{ required: ['a', 'a'] }],
  [{ required: ['__proto__'] }],
  [{ dependentRequired: { a: 'b' } }],
  [{ allOf: [] }],
  [{ items: [{}] }],
  [{ properties: [] }],
  [{ properties: { constructor: {} } }],
  [{ pattern: 3 }],
  [{ 'x-sensitivity': 'L5' }],
  [{ 'x-earliest': 'tomorrow' }],
  [{ not: null }],
])('%j has a value of the wrong shape', schema => {
  expect(checkSchema(schema)).toHaveLength(1)
})

test('schemas too deep to read are refused instead of followed', () => {
  let deep: unknown = {}
  for (let i = 0; i < 10_000; i += 1) deep = { not: deep }
  expect(checkSchema(deep)).toHaveLength(1)
})

test.each([[undefined], [null], [1], ['x'], [[]]])('%j is no schema', value => {
  expect(checkSchema(value)).toHaveLength(1)
})

const broken: [string, (form: typeof truckPass) => unknown, string][] = [
  [
    'a field without a place',
    form => delete form.layout[0]?.fields.splice(0, 1)[0],
    'schema.properties.applicantName',
  ],
  ['a place without a field', form => delete form.schema.properties.loadTons, 'layout.1.fields.1'],
  [
    'a field placed twice',
    form => form.layout[0]?.fields.push({ key: 'mobile', widget: 'text' }),
    'layout.0.fields.3',
  ],
  ['a required field that does not exist', form => form.schema.required.push('ghost'), 'schema.required'],
  [
    'a prefill of nothing',
    form => Object.assign(form.prefill ?? {}, { ghost: { source: 'a', field: 'b' } }),
    'prefill',
  ],
  [
    'a condition that looks ahead',
    form => Object.assign(form.layout[0]?.fields[0] ?? {}, { showWhen: { var: 'plate' } }),
    'layout.0.fields.0',
  ],
  [
    'a condition with a foreign operator',
    form => Object.assign(form.layout[0]?.fields[0] ?? {}, { showWhen: { log: 'x' } }),
    'layout.0.fields.0',
  ],
  [
    'an option the schema refuses',
    form => form.layout[1]?.fields[4]?.options?.push({ value: 'tunnel', title: '隧道' }),
    'layout.1.fields.4',
  ],
  ['a pick without a list', form => delete form.prefill?.plate, 'layout.1.fields.0'],
]
test.each(broken)('%s is refused', (_, breakIt, path) => {
  const form = structuredClone(truckPass)
  breakIt(form)
  expect(checkForm(form).map(each => each.path)).toContain(path)
})

test.each([
  ['no sensitivity', { 'x-sensitivity': undefined }],
  ['no label', { title: undefined }],
  ['a format nobody knows', { format: 'passport' }],
  ['a type nobody knows', { type: 'file' }],
])('a field with %s is no field', (_, change) => {
  const form = structuredClone(truckPass)
  Object.assign(form.schema.properties.mobile ?? {}, change)
  expect(FormDefinition.safeParse(form).success).toBe(false)
})

test('a field may not be named like something every object has', () => {
  for (const key of ['__proto__', 'constructor', 'toString', 'Mobile', 'a b', '']) {
    const form = structuredClone(truckPass)
    Object.defineProperty(form.schema.properties, key, {
      value: form.schema.properties.mobile,
      enumerable: true,
    })
    const parsed = FormDefinition.safeParse(form)
    const names = parsed.success ? Object.getOwnPropertyNames(parsed.data.schema.properties) : []
    expect(names).not.toContain(key)
  }
})

const safe = [
  '^[0-9]{12}$',
  '^[\\u4e00-\\u9fa5·]{2,30}$',
  '^(?:川|渝)[A-Z][A-Z0-9]{5,6}$',
  '^(?:[0-9]{1,3}-){1,3}[0-9]{1,4}$',
  '^[A-Za-z]{1,20}\\.[a-z]{2,4}$',
  '^\\d{6}(?:\\d{3})?$',
  '^[^<>\\]]{0,500}$',
  '^$',
]
test.each(safe)('%s is accepted, and a checker of its own calls it safe', pattern => {
  expect(whyPatternRefused(pattern)).toBeUndefined()
  expect(checkSync(pattern, 'u').status).not.toBe('vulnerable')
})

test.each([
  '^a+$',
  '^a*$',
  '^a{2,}$',
  'abc',
  '^abc',
  'abc$',
  '^a|b$',
  '^(a)$',
  '^(?=a)a$',
  '^(?!a)b$',
  '^(?<=a)b$',
  '^(?:a{1,9}){1,9}$',
  '^a{0,200}a{0,200}a{0,200}$',
  '^(?:a|a){40}$',
  '^(?:(?:(?:a?){9}){9}){9}$',
  '^a{1,1001}$',
  '^a{3,2}$',
  '^a{1,2}?$',
  '^[a$',
  '^(?:a$',
  '^a)$',
  '^\\1$',
  '^\\p{L}$',
  '^\\bword\\b$',
  '^a{1,2}{3}$',
  '',
])('%s is refused', pattern => {
  expect(whyPatternRefused(pattern)).toEqual(expect.any(String))
})
