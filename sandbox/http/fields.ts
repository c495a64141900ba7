import { Refusal } from './refusal'
import type { Request } from './serve'

/** A JSON object nobody has looked into yet. */
export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The body as a JSON object. Throws Refusal 4001 when it is anything else. */
export const readFields = (request: Request): Fields => {
  let value: unknown
  try {
    value = JSON.parse(request.body.toString('utf8'))
  } catch {
    throw new Refusal('4001', '报文不是 JSON')
  }
  if (!isFields(value)) throw new Refusal('4001', '报文应为 JSON 对象')
  return value
}

const missing = (name: string): never => {
  throw new Refusal('4001', `缺少或错误的字段：${name}`)
}

// half a character cannot be written into an address
const isWhole = (value: string): boolean => !/\p{Surrogate}/u.test(value)

/** A string that says something. Throws Refusal 4001 naming the field. */
export const text = (fields: Fields, name: string, where = ''): string => {
  const value = fields[name]
  return typeof value === 'string' && value.trim() !== '' && isWhole(value) ? value : missing(where + name)
}

export const optionalText = (fields: Fields, name: string): string | undefined =>
  fields[name] === undefined || fields[name] === null || fields[name] === '' ? undefined : text(fields, name)

export const object = (fields: Fields, name: string): Fields => {
  const value = fields[name]
  return isFields(value) ? value : missing(name)
}

export const list = (fields: Fields, name: string): readonly unknown[] => {
  const value = fields[name]
  return Array.isArray(value) ? value : missing(name)
}

export const wholeNumber = (
  fields: Fields,
  name: string,
  least: number,
  most: number,
  where = '',
): number => {
  const value = fields[name]
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
    ? value
    : missing(where + name)
}

export const isHttpUrl = (value: string): boolean => {
  try {
    return ['http:', 'https:'].includes(new URL(value).protocol)
  } catch {
    return false
  }
}

export const httpUrl = (fields: Fields, name: string, where = ''): string => {
  const value = text(fields, name, where)
  return isHttpUrl(value) ? value : missing(where + name)
}
