/** What a keyword's value must be; `check-schema.ts` checks it. */
export type KeywordShape =
  | 'types'
  | 'anything'
  | 'values'
  | 'count'
  | 'number'
  | 'positive'
  | 'flag'
  | 'text'
  | 'pattern'
  | 'format'
  | 'keys'
  | 'keysByKey'
  | 'schema'
  | 'schemas'
  | 'schemasByKey'
  | 'schemasByPattern'
  | 'sensitivity'
  | 'dayBound'

/** Keywords that decide whether a value is valid (JSON Schema 2020-12, sections 10 and 6 of core and validation). */
export const assertions = {
  type: 'types',
  const: 'anything',
  enum: 'values',
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
  not: 'schema',
  if: 'schema',
  then: 'schema',
  else: 'schema',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'positive',
  minLength: 'count',
  maxLength: 'count',
  pattern: 'pattern',
  format: 'format',
  minItems: 'count',
  maxItems: 'count',
  uniqueItems: 'flag',
  prefixItems: 'schemas',
  items: 'schema',
  contains: 'schema',
  minContains: 'count',
  maxContains: 'count',
  required: 'keys',
  minProperties: 'count',
  maxProperties: 'count',
  properties: 'schemasByKey',
  patternProperties: 'schemasByPattern',
  additionalProperties: 'schema',
  propertyNames: 'schema',
  dependentRequired: 'keysByKey',
  dependentSchemas: 'schemasByKey',
} as const satisfies Record<string, KeywordShape>

/** Keywords that only describe; the last four are ours. */
export const annotations = {
  title: 'text',
  description: 'text',
  $comment: 'text',
  'x-sensitivity': 'sensitivity',
  'x-error': 'text',
  'x-earliest': 'dayBound',
  'x-latest': 'dayBound',
} as const satisfies Record<string, KeywordShape>

export const allowedKeywords: Readonly<Record<string, KeywordShape>> = { ...assertions, ...annotations }

/** Standard keywords we know and refuse, with the reason an author reads. */
export const refusedKeywords: Readonly<Record<string, string>> = {
  $ref: '表单定义应一眼看全，不支持引用，请直接写出',
  $dynamicRef: '表单定义应一眼看全，不支持引用，请直接写出',
  $dynamicAnchor: '不支持引用，因此不需要锚点',
  $anchor: '不支持引用，因此不需要锚点',
  $id: '不支持引用，因此不需要标识',
  $defs: '不支持引用，请把定义写在使用它的字段里',
  $schema: '一律按 2020-12 解释，不需要声明',
  $vocabulary: '一律按 2020-12 解释，不需要声明',
  unevaluatedProperties: '结果取决于其他分支，难以看懂，请改用 additionalProperties',
  unevaluatedItems: '结果取决于其他分支，难以看懂，请改用 items',
  default: '预填请写在表单的 prefill 里，让申请人看见来源',
  examples: '示例请写进 description',
  readOnly: '只读由 prefill 决定',
  writeOnly: '不支持',
  deprecated: '请直接删除不再使用的字段',
  contentEncoding: '材料走材料上传，不放在表单里',
  contentMediaType: '材料走材料上传，不放在表单里',
  contentSchema: '材料走材料上传，不放在表单里',
}
