import { allowedKeywords, refusedKeywords, type KeywordShape } from './allowed-keywords'
import { isDayBound } from './day-bound'
import { formatNames } from './field-formats'
import { hasOwn, isRecord } from './json-equality'
import { whyPatternRefused } from './safe-pattern'

export interface SchemaProblem {
  /** Dotted place in the schema, e.g. `properties.plate.pattern`; '' is the whole. */
  path: string
  message: string
}

const MAX_DEPTH = 16
const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']
const PLAIN_KEY = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/
const REACHING_KEYS = ['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty']

const isText = (value: unknown): value is string => typeof value === 'string'
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isKey = (value: unknown): boolean =>
  isText(value) && PLAIN_KEY.test(value) && !REACHING_KEYS.includes(value)
const isKeys = (value: unknown): boolean =>
  Array.isArray(value) && value.every(isKey) && new Set(value).size === value.length
const isTypes = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0 && value.every(each => TYPES.includes(each))
    : TYPES.includes(String(value))

/** Shape → the sentence an author reads when the value has another one. */
const plainShapes: {
  readonly [S in KeywordShape]?: readonly [holds: (value: unknown) => boolean, message: string]
} = {
  types: [isTypes, `应为 ${TYPES.join('、')} 之一或它们的列表`],
  anything: [() => true, ''],
  values: [value => Array.isArray(value) && value.length > 0, '应为至少一项的列表'],
  count: [isCount, '应为不小于 0 的整数'],
  number: [isNumber, '应为数字'],
  positive: [value => isNumber(value) && value > 0, '应为大于 0 的数字'],
  flag: [value => typeof value === 'boolean', '应为 true 或 false'],
  text: [value => isText(value) && value.trim() !== '', '应为文字'],
  format: [value => isText(value) && formatNames.includes(value), `应为 ${formatNames.join('、')} 之一`],
  keys: [isKeys, '应为不重复的字段名列表'],
  keysByKey: [
    value => isRecord(value) && Object.keys(value).every(key => isKey(key) && isKeys(value[key])),
    '应为“字段名: 字段名列表”',
  ],
  sensitivity: [value => ['L1', 'L2', 'L3', 'L4'].includes(String(value)), '应为 L1、L2、L3、L4 之一'],
  dayBound: [isDayBound, '应为 today、today+3、today-30 或 YYYY-MM-DD'],
}

const join = (path: string, step: string | number): string => (path === '' ? `${step}` : `${path}.${step}`)

const checkAll = (
  schemas: readonly (readonly [string | number, unknown])[],
  path: string,
  depth: number,
): SchemaProblem[] =>
  schemas.reduce<SchemaProblem[]>(
    (all, [step, schema]) => all.concat(visit(schema, join(path, step), depth)),
    [],
  )

const checkMap = (shape: KeywordShape, value: unknown, path: string, depth: number): SchemaProblem[] => {
  if (!isRecord(value)) return [{ path, message: '应为“名称: 字段定义”' }]
  const keys = Object.keys(value)
  const named = keys.reduce<SchemaProblem[]>((all, key) => {
    const refused = shape === 'schemasByPattern' ? whyPatternRefused(key) : undefined
    if (refused !== undefined) return [...all, { path: join(path, key), message: `正则表达式${refused}` }]
    if (shape === 'schemasByKey' && !isKey(key))
      return [...all, { path: join(path, key), message: '字段名应为英文字母、数字、短横' }]
    return all
  }, [])
  return named.concat(
    checkAll(
      keys.map(key => [key, value[key]] as const),
      path,
      depth,
    ),
  )
}

const checkKeyword = (shape: KeywordShape, value: unknown, path: string, depth: number): SchemaProblem[] => {
  const plain = plainShapes[shape]
  if (plain) return plain[0](value) ? [] : [{ path, message: plain[1] }]
  if (shape === 'schema') return visit(value, path, depth)
  if (shape === 'pattern') {
    const refused = isText(value) ? whyPatternRefused(value) : '应为文字'
    return refused === undefined ? [] : [{ path, message: `正则表达式${refused}` }]
  }
  if (shape !== 'schemas') return checkMap(shape, value, path, depth)
  if (!Array.isArray(value) || value.length === 0) return [{ path, message: '应为至少一项的列表' }]
  return checkAll(
    value.map((each, at) => [at, each] as const),
    path,
    depth,
  )
}

const refusalOf = (keyword: string): string =>
  (hasOwn(refusedKeywords, keyword) ? refusedKeywords[keyword] : undefined) ??
  '没有这个关键字，请检查拼写（见 docs/form-keywords.md）'

const visit = (schema: unknown, path: string, depth: number): SchemaProblem[] => {
  if (typeof schema === 'boolean') return []
  if (!isRecord(schema)) return [{ path, message: '应为字段定义（对象）或 true、false' }]
  if (depth > MAX_DEPTH) return [{ path, message: `嵌套不能超过 ${MAX_DEPTH} 层` }]
  return Object.keys(schema).reduce<SchemaProblem[]>((all, keyword) => {
    const shape = hasOwn(allowedKeywords, keyword) ? allowedKeywords[keyword] : undefined
    const here = join(path, keyword)
    return all.concat(
      shape === undefined
        ? [{ path: here, message: `「${keyword}」：${refusalOf(keyword)}` }]
        : checkKeyword(shape, schema[keyword], here, depth + 1),
    )
  }, [])
}

/**
 * What keeps a JSON Schema from being used in a form: unknown or refused keywords, values of the wrong shape, patterns
 * that could run for long. Empty when it is fine; run when a definition is loaded. Never throws.
 */
export const checkSchema = (schema: unknown): SchemaProblem[] => visit(schema, '', 0)
