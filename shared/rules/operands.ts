import { isDay } from '../formats/day'
import { Undecided } from './json-logic'

/** Not given: absent, null, or a blank text or list. */
export const isMissing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

export const asNumber = (value: unknown): number => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Undecided('not a number')
  return value
}

export const asText = (value: unknown): string => {
  if (typeof value !== 'string' || value.trim() === '') throw new Undecided('not a text')
  return value
}

export const asDay = (value: unknown): string => {
  const day = asText(value)
  if (!isDay(day)) throw new Undecided('not a day')
  return day
}

/** An absent list is an empty one: somebody without vehicles has none. */
export const asList = (value: unknown): readonly unknown[] => {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new Undecided('not a list')
  return value
}

/** 'HH:MM' in minutes after midnight; '24:00' is the end of the day. */
export const asClock = (value: unknown): number => {
  const parts = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(asText(value))
  const minutes = parts ? Number(parts[1]) * 60 + Number(parts[2]) : NaN
  if (!(minutes <= 24 * 60)) throw new Undecided('not a time of day')
  return minutes
}

/** Two numbers or two texts; anything else has no order (a missing date is not an early one). */
export const comparable = (a: unknown, b: unknown): [number | string, number | string] => {
  if (typeof a === 'string' && typeof b === 'string') return [asText(a), asText(b)]
  return [asNumber(a), asNumber(b)]
}

/** Same value of the same kind; missing equals null. Lists and objects are never the same as anything. */
export const isSame = (a: unknown, b: unknown): boolean => {
  const [left, right] = [a ?? null, b ?? null]
  return left === right && typeof left !== 'object' ? true : left === null && right === null
}
