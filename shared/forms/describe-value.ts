import { layoutFields, type FormDefinition } from './definition'

/** A value in words: the title of a choice instead of its code, 是/否 for yes and no; null when nothing was said. */
export function describeValue(form: FormDefinition, field: string, value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null
  if (Array.isArray(value)) {
    const words = value.map(each => describeValue(form, field, each)).filter(Boolean)
    return words.length > 0 ? words.join('、') : null
  }
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value !== 'string' && typeof value !== 'number') return null
  return titleOf(form, field, value) ?? String(value)
}

function titleOf(form: FormDefinition, field: string, value: string | number): string | undefined {
  const layout = layoutFields(form).find(({ key }) => key === field)
  const named = layout?.options?.find(option => option.value === value)
  if (named) return named.title
  const schema: Record<string, unknown> = form.schema.properties[field] ?? {}
  const items = (schema.items ?? {}) as Record<string, unknown>
  for (const choices of [schema.oneOf, items.oneOf]) {
    if (!Array.isArray(choices)) continue
    const choice = (choices as { const?: unknown; title?: unknown }[]).find(
      candidate => candidate.const === value,
    )
    if (typeof choice?.title === 'string') return choice.title
  }
  return undefined
}
