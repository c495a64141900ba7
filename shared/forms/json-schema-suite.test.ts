import fs from 'node:fs'
import path from 'node:path'
import { assertions } from './allowed-keywords'
import { findViolations, type JsonSchema } from './json-schema'

/**
 * The official JSON-Schema-Test-Suite (github.com/json-schema-org/JSON-Schema-Test-Suite) for the keywords we allow.
 * It is read from the folder in JSON_SCHEMA_TEST_SUITE (the one that holds `tests/draft2020-12`), else from
 * `data/json-schema-test-suite` in this project; where neither exists our own table is the only one run.
 */
interface Group {
  description: string
  schema: JsonSchema
  tests: { description: string; data: unknown; valid: boolean }[]
}

const root = path.resolve(__dirname, '../..')
const suite = process.env.JSON_SCHEMA_TEST_SUITE ?? path.join(root, 'data/json-schema-test-suite')
const candidates = ['tests/draft2020-12', 'draft2020-12', '.'].map(inner => path.join(suite, inner))
const found = candidates.find(each => fs.existsSync(path.join(each, 'type.json')))
if (found === undefined && process.env.JSON_SCHEMA_TEST_SUITE !== undefined) {
  throw new Error('JSON_SCHEMA_TEST_SUITE names a folder without the suite')
}
const folder = found ?? path.join(suite, 'tests/draft2020-12')

const filesOf = Object.keys(assertions)
  .filter(keyword => !['if', 'then', 'else'].includes(keyword))
  .concat('if-then-else', 'boolean_schema', 'optional/non-bmp-regex', 'optional/float-overflow')
  .map(name => `${name}.json`)

// Refused by checkSchema, so the engine never meets them; a group that needs one is not about what we allow.
const REFUSED = ['$ref', '$dynamicRef', 'unevaluatedProperties', 'unevaluatedItems']
const needsRefused = (schema: unknown): boolean =>
  typeof schema === 'object' &&
  schema !== null &&
  Object.entries(schema).some(([key, value]) => REFUSED.includes(key) || needsRefused(value))

const isPresent = found !== undefined
if (!isPresent) {
  console.info(
    `official JSON Schema suite skipped: no folder ${path.relative(root, folder)} (set JSON_SCHEMA_TEST_SUITE)`,
  )
}

const present = isPresent ? filesOf.filter(file => fs.existsSync(path.join(folder, file))) : []

;(isPresent ? describe : describe.skip)('the official suite, draft 2020-12', () => {
  test('has a file for every keyword we allow', () => {
    const known = present.map(file => file.replace('.json', ''))
    const missing = Object.keys(assertions).filter(keyword => !known.includes(keyword))
    expect(missing.sort()).toEqual(['else', 'if', 'then'])
  })

  test.each(present.length > 0 ? present : ['-'])('%s', file => {
    const groups = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as Group[]
    const run = groups.filter(group => !needsRefused(group.schema))
    const wrong = run.flatMap(({ description, schema, tests }) =>
      tests
        .filter(({ data, valid }) => (findViolations(schema, data).length === 0) !== valid)
        .map(each => `${description}: ${each.description}`),
    )
    if (run.length < groups.length) {
      const left = groups.filter(group => needsRefused(group.schema)).map(group => group.description)
      console.info(
        `${file}: ${run.length} of ${groups.length} groups; not about what we allow: ${left.join(' | ')}`,
      )
    }
    expect(wrong).toEqual([])
    expect(run.length).toBeGreaterThan(0)
  })
})
