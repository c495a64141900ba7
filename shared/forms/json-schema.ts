/**
 * The JSON Schema 2020-12 engine behind every form: no code generation, no URL, no BigInt, so the same file runs on
 * the phone and on the server. It knows exactly the keywords of `allowed-keywords.ts` and, having no references,
 * can never go deeper than the schema itself.
 * Source: https://json-schema.org/draft/2020-12/json-schema-validation
 */
import { canonical, characterCount, hasOwn, isMultipleOf, isRecord, isSameJson } from './json-equality'

export type SchemaObject = { readonly [keyword: string]: unknown }
export type JsonSchema = boolean | SchemaObject
export type InstancePath = readonly (string | number)[]

/** One broken keyword. `limit` is what the schema asks; `property` the key that is missing; `detail` a format's own sentence. */
export interface Violation {
  path: InstancePath
  keyword: string
  limit: unknown
  value: unknown
  schema: SchemaObject
  property?: string
  detail?: string
}

/** Undefined when the text is right, otherwise what is wrong with it. */
export type FormatCheck = (text: string) => string | undefined

export interface EngineOptions {
  /** Formats that are asserted; any other `format` is only an annotation. */
  formats?: { readonly [name: string]: FormatCheck }
  /** Keys of the outermost object that may be missing whatever the schema says. */
  exempt?: ReadonlySet<string>
}

interface Site {
  path: InstancePath
  schema: SchemaObject
  options: EngineOptions
  found: Violation[]
}

type Keyword<T> = (value: T, limit: never, site: Site, keyword: string) => void

const report = (site: Site, keyword: string, value: unknown, more: Partial<Violation> = {}): void => {
  site.found.push({
    path: site.path,
    keyword,
    limit: site.schema[keyword],
    value,
    schema: site.schema,
    ...more,
  })
}

const asserted =
  <T, L>(holds: (value: T, limit: L) => boolean): Keyword<T> =>
  (value, limit, site, keyword) => {
    if (!holds(value, limit)) report(site, keyword, value)
  }

const under = (site: Site, schema: JsonSchema, value: unknown, step?: string | number): Violation[] =>
  walk(schema, value, step === undefined ? site.path : [...site.path, step], site.options)

const passes = (site: Site, schema: JsonSchema, value: unknown, step?: string | number): boolean =>
  under(site, schema, value, step).length === 0

const descend = (site: Site, schema: JsonSchema, value: unknown, step?: string | number): void => {
  for (const violation of under(site, schema, value, step)) site.found.push(violation)
}

const isOfType = (value: unknown, type: unknown): boolean => {
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isRecord(value)
  if (type === 'null') return value === null
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value)
  return typeof value === type
}

const forAny: Record<string, Keyword<unknown>> = {
  type: asserted((value, type: string | string[]) =>
    Array.isArray(type) ? type.some(one => isOfType(value, one)) : isOfType(value, type),
  ),
  const: asserted((value, limit: unknown) => isSameJson(value, limit)),
  enum: asserted((value, limit: unknown[]) => limit.some(one => isSameJson(value, one))),
  allOf: (value, limit: JsonSchema[], site) => limit.forEach(each => descend(site, each, value)),
  anyOf: (value, limit: JsonSchema[], site, keyword) => {
    if (!limit.some(each => passes(site, each, value))) report(site, keyword, value)
  },
  oneOf: (value, limit: JsonSchema[], site, keyword) => {
    if (limit.filter(each => passes(site, each, value)).length !== 1) report(site, keyword, value)
  },
  not: (value, limit: JsonSchema, site, keyword) => {
    if (passes(site, limit, value)) report(site, keyword, value)
  },
  if: (value, limit: JsonSchema, site) => {
    const branch = passes(site, limit, value) ? 'then' : 'else'
    if (hasOwn(site.schema, branch)) descend(site, site.schema[branch] as JsonSchema, value)
  },
}

const forNumber: Record<string, Keyword<number>> = {
  minimum: asserted((value, limit: number) => value >= limit),
  maximum: asserted((value, limit: number) => value <= limit),
  exclusiveMinimum: asserted((value, limit: number) => value > limit),
  exclusiveMaximum: asserted((value, limit: number) => value < limit),
  multipleOf: asserted(isMultipleOf),
}

const forString: Record<string, Keyword<string>> = {
  minLength: asserted((value, limit: number) => characterCount(value) >= limit),
  maxLength: asserted((value, limit: number) => characterCount(value) <= limit),
  pattern: asserted((value, limit: string) => new RegExp(limit, 'u').test(value)),
  format: (value, limit: string, site, keyword) => {
    const { formats } = site.options
    const check = formats && hasOwn(formats, limit) ? formats[limit] : undefined
    const detail = check?.(value)
    if (detail !== undefined) report(site, keyword, value, { detail })
  },
}

const countContained = (value: unknown[], site: Site): number =>
  value.filter((item, at) => passes(site, site.schema.contains as JsonSchema, item, at)).length

const forArray: Record<string, Keyword<unknown[]>> = {
  minItems: asserted((value, limit: number) => value.length >= limit),
  maxItems: asserted((value, limit: number) => value.length <= limit),
  uniqueItems: asserted(
    (value, limit: boolean) => !limit || new Set(value.map(canonical)).size === value.length,
  ),
  prefixItems: (value, limit: JsonSchema[], site) =>
    limit.slice(0, value.length).forEach((each, at) => descend(site, each, value[at], at)),
  items: (value, limit: JsonSchema, site) => {
    const first = Array.isArray(site.schema.prefixItems) ? site.schema.prefixItems.length : 0
    for (let at = first; at < value.length; at += 1) descend(site, limit, value[at], at)
  },
  contains: (value, _limit: JsonSchema, site, keyword) => {
    const { minContains, maxContains } = site.schema
    const count = countContained(value, site)
    const least = typeof minContains === 'number' ? 'minContains' : keyword
    if (count < (typeof minContains === 'number' ? minContains : 1)) report(site, least, value)
    if (typeof maxContains === 'number' && count > maxContains) report(site, 'maxContains', value)
  },
}

const requireKey = (value: object, key: string, site: Site, keyword: string): void => {
  const isExempt = site.path.length === 0 && site.options.exempt?.has(key)
  if (!hasOwn(value, key) && !isExempt) report(site, keyword, undefined, { property: key })
}

const isCoveredBesides = (key: string, schema: SchemaObject): boolean => {
  const { properties, patternProperties } = schema
  if (isRecord(properties) && hasOwn(properties, key)) return true
  return (
    isRecord(patternProperties) &&
    Object.keys(patternProperties).some(each => new RegExp(each, 'u').test(key))
  )
}

const forObject: Record<string, Keyword<Record<string, unknown>>> = {
  required: (value, limit: string[], site, keyword) =>
    limit.forEach(key => requireKey(value, key, site, keyword)),
  minProperties: asserted((value, limit: number) => Object.keys(value).length >= limit),
  maxProperties: asserted((value, limit: number) => Object.keys(value).length <= limit),
  properties: (value, limit: Record<string, JsonSchema>, site) => {
    for (const key of Object.keys(limit))
      if (hasOwn(value, key)) descend(site, limit[key] as JsonSchema, value[key], key)
  },
  patternProperties: (value, limit: Record<string, JsonSchema>, site) => {
    for (const pattern of Object.keys(limit)) {
      const expression = new RegExp(pattern, 'u')
      for (const key of Object.keys(value))
        if (expression.test(key)) descend(site, limit[pattern] as JsonSchema, value[key], key)
    }
  },
  additionalProperties: (value, limit: JsonSchema, site, keyword) => {
    for (const key of Object.keys(value)) {
      if (isCoveredBesides(key, site.schema)) continue
      if (limit === false) report(site, keyword, value[key], { property: key })
      else descend(site, limit, value[key], key)
    }
  },
  propertyNames: (value, limit: JsonSchema, site, keyword) => {
    for (const key of Object.keys(value))
      if (!passes(site, limit, key)) report(site, keyword, value[key], { property: key })
  },
  dependentRequired: (value, limit: Record<string, string[]>, site, keyword) => {
    for (const trigger of Object.keys(limit))
      if (hasOwn(value, trigger)) limit[trigger]?.forEach(key => requireKey(value, key, site, keyword))
  },
  dependentSchemas: (value, limit: Record<string, JsonSchema>, site) => {
    for (const trigger of Object.keys(limit))
      if (hasOwn(value, trigger)) descend(site, limit[trigger] as JsonSchema, value)
  },
}

const apply = <T>(keywords: Record<string, Keyword<T>>, value: T, site: Site): void => {
  for (const keyword of Object.keys(keywords))
    if (hasOwn(site.schema, keyword)) keywords[keyword]?.(value, site.schema[keyword] as never, site, keyword)
}

const walk = (
  schema: JsonSchema,
  value: unknown,
  path: InstancePath,
  options: EngineOptions,
): Violation[] => {
  if (schema === true) return []
  if (schema === false) return [{ path, keyword: 'false', limit: false, value, schema: {} }]
  const site: Site = { path, schema, options, found: [] }
  apply(forAny, value, site)
  if (typeof value === 'number') apply(forNumber, value, site)
  else if (typeof value === 'string') apply(forString, value, site)
  else if (Array.isArray(value)) apply(forArray, value, site)
  else if (isRecord(value)) apply(forObject, value, site)
  return site.found
}

/**
 * Everything `value` (a JSON value) does wrong by `schema`, in the order of the schema; empty when it is valid.
 * The schema must have passed `checkSchema`; the value's depth must be bounded by the caller.
 */
export const findViolations = (
  schema: JsonSchema,
  value: unknown,
  options: EngineOptions = {},
): Violation[] => walk(schema, value, [], options)

/** The keywords this engine looks at by themselves; then, else, minContains and maxContains belong to a neighbour. */
export const assertingKeywords: readonly string[] = [
  ...Object.keys(forAny),
  ...Object.keys(forNumber),
  ...Object.keys(forString),
  ...Object.keys(forArray),
  ...Object.keys(forObject),
]
