import { type Day, isDay } from './day'

/** An instant as it travels in JSON: ISO 8601 in UTC, '2026-02-13T01:30:00.000Z'. */
export type Instant = string

const SHAPE = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/

/** Is this a real instant in UTC, ending in Z? Offsets and local times are refused: they hide mistakes. */
export const isInstant = (value: string): boolean => isDay(SHAPE.exec(value)?.[1] ?? '')

/** @throws RangeError unless `isInstant(value)` */
export const readInstant = (value: Instant): Date => {
  if (!isInstant(value)) throw new RangeError('not an ISO 8601 instant in UTC')
  return new Date(value)
}

/** The first instant of a day in China. @throws RangeError for text that is no day */
export const startOfDay = (day: Day): Date => {
  if (!isDay(day)) throw new RangeError('not a calendar day YYYY-MM-DD')
  return new Date(`${day}T00:00:00+08:00`)
}

/** 'YYYY-MM-DD HH:MM' on the clocks of China, for screens and receipts. */
export const minuteOf = (instant: Date): string =>
  new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
