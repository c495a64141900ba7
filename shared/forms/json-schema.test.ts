import { Validator } from '@cfworker/json-schema'
import fc from 'fast-check'
import { runs } from '../formats/random-check'
import { assertions, allowedKeywords } from './allowed-keywords'
import { fieldFormats, type ReadFormat } from './field-formats'
import { assertingKeywords, findViolations, type FormatCheck, type JsonSchema } from './json-schema'
import { cases } from './json-schema.cases'

const formats: Record<string, FormatCheck> = {}
for (const [name, read] of Object.entries<ReadFormat>(fieldFormats)) {
  formats[name] = text => {
    const result = read(text)
    return 'why' in result ? result.why : undefined
  }
}
const accepts = (schema: JsonSchema, value: unknown): boolean =>
  findViolations(schema, value, { formats }).length === 0
const secondOpinion = (schema: JsonSchema, value: unknown): boolean =>
  new Validator(JSON.parse(JSON.stringify(schema)), '2020-12').validate(value).valid

test('every keyword we allow is tested in our own table, with at least six schemas', () => {
  expect(Object.keys(cases).sort()).toEqual(Object.keys(assertions).sort())
  for (const table of Object.values(cases)) expect(table.length).toBeGreaterThanOrEqual(6)
})

test('the engine knows exactly the assertions of the list', () => {
  const neighbours = ['then', 'else', 'minContains', 'maxContains']
  expect([...assertingKeywords, ...neighbours].sort()).toEqual(Object.keys(assertions).sort())
  expect(Object.keys(assertions).every(keyword => keyword in allowedKeywords)).toBe(true)
})

describe.each(Object.entries(cases))('%s', (_, table) => {
  test.each(table.map(each => [JSON.stringify(each[0]), ...each] as const))(
    '%s',
    (_name, schema, valid, invalid) => {
      expect(valid.filter(value => !accepts(schema, value))).toEqual([])
      expect(invalid.filter(value => accepts(schema, value))).toEqual([])
    },
  )
})

test('an independent engine gives the same answers on our whole table', () => {
  const wrong: unknown[] = []
  for (const [keyword, table] of Object.entries(cases)) {
    if (keyword === 'format') continue
    for (const [schema, valid, invalid] of table) {
      for (const value of valid) if (!secondOpinion(schema, value)) wrong.push([schema, value, 'refused'])
      for (const value of invalid) if (secondOpinion(schema, value)) wrong.push([schema, value, 'accepted'])
    }
  }
  expect(wrong).toEqual([])
})

const key = fc.constantFrom('a', 'b', 'c')
const leaf = fc.oneof(
  fc.integer({ min: -3, max: 12 }),
  fc.constantFrom(0.5, 1.5, 0.1),
  key,
  fc.constantFrom('', 'ab', '𠮷', null, true, false),
)
const { value: jsonValue } = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  ),
}))
const count = fc.integer({ min: 0, max: 3 })
const { schema: anySchema } = fc.letrec<{ schema: JsonSchema }>(tie => {
  const schemas = fc.array(tie('schema'), { minLength: 1, maxLength: 3 })
  const byKey = fc.dictionary(key, tie('schema'), { maxKeys: 3 })
  const keyword: Record<string, fc.Arbitrary<unknown>> = {
    type: fc.oneof(
      fc.constantFrom('string', 'number', 'integer', 'boolean', 'array', 'object', 'null'),
      fc.uniqueArray(fc.constantFrom('string', 'integer', 'array', 'object'), { minLength: 1, maxLength: 2 }),
    ),
    const: jsonValue,
    enum: fc.array(jsonValue, { minLength: 1, maxLength: 3 }),
    allOf: schemas,
    anyOf: schemas,
    oneOf: schemas,
    not: tie('schema'),
    if: tie('schema'),
    then: tie('schema'),
    else: tie('schema'),
    minimum: count,
    exclusiveMaximum: count,
    multipleOf: fc.constantFrom(1, 2, 0.5, 0.1),
    minLength: count,
    maxLength: count,
    pattern: fc.constantFrom('^a', 'b$', '^.$'),
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    prefixItems: schemas,
    items: tie('schema'),
    contains: tie('schema'),
    minContains: count,
    maxContains: count,
    required: fc.uniqueArray(key, { maxLength: 2 }),
    minProperties: count,
    maxProperties: count,
    properties: byKey,
    patternProperties: fc.dictionary(fc.constantFrom('^a', 'b|c'), tie('schema'), { maxKeys: 2 }),
    additionalProperties: tie('schema'),
    propertyNames: tie('schema'),
    dependentRequired: fc.dictionary(key, fc.uniqueArray(key, { maxLength: 2 }), { maxKeys: 2 }),
    dependentSchemas: byKey,
  }
  return {
    schema: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.constantFrom<JsonSchema>(true, true, false, {}),
      fc
        .uniqueArray(fc.constantFrom(...Object.keys(keyword)), { minLength: 1, maxLength: 4 })
        .chain(names =>
          fc.record(Object.fromEntries(names.map(name => [name, keyword[name] as fc.Arbitrary<unknown>]))),
        ),
    ),
  }
})

test('an independent engine gives the same answers on random schemas and values', () => {
  fc.assert(
    fc.property(anySchema, jsonValue, (schema, value) => {
      expect(accepts(schema, value)).toBe(secondOpinion(schema, value))
    }),
    runs(3000),
  )
})

test('a violation says where, which keyword, and which key is missing', () => {
  const schema = { properties: { people: { items: { required: ['name'] } } } }
  expect(findViolations(schema, { people: [{ name: 1 }, {}] })).toMatchObject([
    { path: ['people', 1], keyword: 'required', property: 'name' },
  ])
})
