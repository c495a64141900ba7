import { checkLogic, pathsRead } from '../rules'
import { checkSchema, type SchemaProblem } from './check-schema'
import {
  layoutFields,
  type FieldSchema,
  type FormDefinition,
  type LayoutField,
  type Widget,
} from './definition'
import { hasOwn, isRecord } from './json-equality'
import { findViolations } from './json-schema'

const hasChoices = (schema: unknown): boolean =>
  isRecord(schema) && (hasOwn(schema, 'enum') || hasOwn(schema, 'oneOf'))

/** What the schema of a field must look like for each widget. */
const fits: Readonly<Record<Widget, readonly [holds: (schema: FieldSchema) => boolean, message: string]>> = {
  text: [schema => schema.type === 'string', '单行文字的 type 应为 string'],
  longtext: [schema => schema.type === 'string', '多行文字的 type 应为 string'],
  number: [
    schema => schema.type === 'number' || schema.type === 'integer',
    '数字的 type 应为 number 或 integer',
  ],
  choice: [hasChoices, '单选应有 enum 或 oneOf'],
  choices: [
    schema => schema.type === 'array' && hasChoices(schema.items),
    '多选的 type 应为 array，items 应有 enum 或 oneOf',
  ],
  day: [schema => schema.format === 'day', '日期的 format 应为 day'],
  region: [schema => schema.format === 'region', '地区的 format 应为 region'],
  yesno: [schema => schema.type === 'boolean', '是否的 type 应为 boolean'],
  pick: [schema => schema.type === 'string', '挑选的 type 应为 string'],
}

const checkField = (form: FormDefinition, field: LayoutField, before: readonly string[]): string[] => {
  const schema = hasOwn(form.schema.properties, field.key) ? form.schema.properties[field.key] : undefined
  if (!schema) return [`字段「${field.key}」没有在 schema 中定义`]
  const problems: string[] = []
  if (before.includes(field.key)) problems.push(`字段「${field.key}」在布局中出现了两次`)
  const [holds, message] = fits[field.widget]
  if (!holds(schema)) problems.push(message)
  if (field.widget === 'pick' && !form.prefill?.[field.key]?.each) problems.push('挑选需要 prefill 写明 each')
  for (const option of field.options ?? []) {
    const target = field.widget === 'choices' ? schema.items : schema
    const isValid = isRecord(target) && findViolations(target, option.value).length === 0
    if (!isValid) problems.push(`选项「${option.title}」的值不符合 schema`)
  }
  if (field.showWhen === undefined) return problems
  problems.push(...checkLogic(field.showWhen).map(each => `showWhen：${each.message}`))
  const unknown = pathsRead(field.showWhen).find(path => !before.includes(path.split('.')[0] ?? ''))
  if (unknown !== undefined) problems.push(`showWhen 只能读取排在前面的字段，「${unknown}」不是`)
  return problems
}

const checkLayout = (form: FormDefinition): SchemaProblem[] => {
  const problems: SchemaProblem[] = []
  const before: string[] = []
  form.layout.forEach((section, s) =>
    section.fields.forEach((field, f) => {
      for (const message of checkField(form, field, before))
        problems.push({ path: `layout.${s}.fields.${f}`, message })
      before.push(field.key)
    }),
  )
  return problems
}

const checkKeys = (form: FormDefinition): SchemaProblem[] => {
  const laidOut = layoutFields(form).map(field => field.key)
  const known = Object.keys(form.schema.properties)
  const problems = known
    .filter(key => !laidOut.includes(key))
    .map(key => ({ path: `schema.properties.${key}`, message: `字段「${key}」没有放进布局，申请人看不到` }))
  const unknown = (keys: readonly string[], path: string): void =>
    keys
      .filter(key => !known.includes(key))
      .forEach(key => problems.push({ path, message: `没有字段「${key}」` }))
  unknown(form.schema.required, 'schema.required')
  unknown(Object.keys(form.prefill ?? {}), 'prefill')
  for (const [key, { each }] of Object.entries(form.prefill ?? {})) {
    unknown(Object.keys(each?.fills ?? {}), `prefill.${key}.each.fills`)
  }
  return problems
}

/**
 * What keeps a form definition (of the right shape) from being used: schema keywords, fields missing from the layout
 * or the schema, widgets that do not fit, conditions that look ahead. Empty when it is fine; run when it is loaded.
 */
export const checkForm = (form: FormDefinition): SchemaProblem[] => [
  ...checkSchema(form.schema).map(({ path, message }) => ({
    path: path === '' ? 'schema' : `schema.${path}`,
    message,
  })),
  ...checkKeys(form),
  ...checkLayout(form),
]
