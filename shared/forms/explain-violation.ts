import { isRecord } from './json-equality'
import type { InstancePath, SchemaObject, Violation } from './json-schema'

interface Place {
  /** Label as the person sees it, e.g. 第 2 项「姓名」. */
  label: string
  /** The innermost schema the walk along the path could find. */
  schema: SchemaObject
}

const childOf = (schema: SchemaObject, step: string | number): SchemaObject => {
  const { properties, prefixItems, items } = schema
  const child =
    typeof step === 'string'
      ? isRecord(properties) && properties[step]
      : ((Array.isArray(prefixItems) && prefixItems[step]) ?? items) || items
  return isRecord(child) ? child : {}
}

/** Names the place in a form that a path leads to. */
export const placeOf = (root: SchemaObject, path: InstancePath): Place => {
  let schema = root
  let title = ''
  let item = ''
  for (const step of path) {
    schema = childOf(schema, step)
    if (typeof step === 'number') item = `第 ${step + 1} 项`
    if (typeof schema.title === 'string') title = schema.title
  }
  return { label: title === '' ? `${item || '此项'}` : `${item}「${title}」`, schema }
}

const isChosen = (schema: SchemaObject): boolean =>
  ['day', 'region'].includes(String(schema.format)) ||
  ['enum', 'oneOf', 'const'].some(keyword => keyword in schema) ||
  ['boolean', 'array'].includes(String(schema.type))

/** The first thing to say about a field that was left empty. */
export const askFor = ({ label, schema }: Place): string =>
  isChosen(schema) ? `${label}还没有选择，请选择。` : `${label}还没有填写，请填写。`

const decimals = (step: unknown): string => {
  const places = { 0.1: '一', 0.01: '两', 0.001: '三' }[Number(step)]
  return places === undefined
    ? `应为 ${String(step)} 的整数倍，请修改`
    : `最多${places}位小数，请删去多余的小数`
}

const typeSentences: Record<string, string> = {
  string: '应为文字，请重新填写',
  number: '应为数字，请只填数字',
  integer: '应为整数，请去掉小数和其他字符',
  boolean: '请选择“是”或“否”',
  array: '请重新选择',
  object: '请重新填写',
}

const choose = (): string => '不在可选范围内，请从给出的选项中选择'
const compare = (): string => '不符合要求，请对照填写提示修改'

/** One sentence per keyword: what is wrong and how to mend it. */
export const sentences: Readonly<Record<string, (limit: unknown, schema: SchemaObject) => string>> = {
  type: limit => typeSentences[String(Array.isArray(limit) ? limit[0] : limit)] ?? '请重新填写',
  const: choose,
  enum: choose,
  oneOf: choose,
  anyOf: compare,
  not: compare,
  false: () => '现在不需要填写，请清空',
  minimum: limit => `不能小于 ${String(limit)}，请修改`,
  maximum: limit => `不能大于 ${String(limit)}，请修改`,
  exclusiveMinimum: limit => `应大于 ${String(limit)}，请修改`,
  exclusiveMaximum: limit => `应小于 ${String(limit)}，请修改`,
  multipleOf: decimals,
  minLength: limit => `至少 ${String(limit)} 个字，请补全`,
  maxLength: limit => `最多 ${String(limit)} 个字，请删减`,
  pattern: (_, { description }) =>
    typeof description === 'string'
      ? `写法不对，请修改：${description}`
      : '写法不对，请检查是否多输、少输或输错',
  minItems: limit => `至少 ${String(limit)} 项，请补全`,
  maxItems: limit => `最多 ${String(limit)} 项，请删减`,
  uniqueItems: () => '有重复的内容，请删去重复项',
  contains: compare,
  minContains: compare,
  maxContains: compare,
  minProperties: () => '还没有填写完整，请补全',
  maxProperties: () => '填写的内容过多，请删减',
  additionalProperties: () => '含有多余的内容，请删去',
  propertyNames: () => '含有名称不对的内容，请修改',
  format: () => '格式不对，请修改',
}

/** `what` about the place, unless its author wrote a sentence of his own (`own`, else its `x-error`). */
export const say = (place: Place, what: string, own: unknown = place.schema['x-error']): string => {
  if (typeof own !== 'string') return `${place.label}${what}。`
  return own.includes(place.label) ? own : `${place.label}：${own}`
}

/** The sentence for one violation at `place`: the author's own comes first, then the format's, then ours. */
export const explainViolation = ({ keyword, limit, detail, schema }: Violation, place: Place): string => {
  if (keyword === 'required' || keyword === 'dependentRequired') return askFor(place)
  const own = schema['x-error'] ?? place.schema['x-error']
  if (typeof own !== 'string' && detail !== undefined) return `${place.label}：${detail}`
  return say(place, sentences[keyword]?.(limit, place.schema) ?? compare(), own)
}
