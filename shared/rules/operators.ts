import { daysBetween, weekdayOf } from '../formats/day'
import { ageOn } from '../formats/id-number'
import { checkPlate } from '../formats/plate'
import { isRegionCode } from '../formats/region'
import { Undecided } from './json-logic'
import { asClock, asDay, asList, asNumber, asText, comparable, isMissing, isSame } from './operands'
import { readPath } from './read-path'

type Operands = readonly unknown[]

export interface Operator {
  /** Fewest and most arguments. */
  arity: readonly [least: number, most: number]
  /** Given when the answer depends on the day the question is asked: the day is then passed as the last argument. */
  needsDay?: true
  /** Every argument must be written out, never computed: it names a place in the facts. */
  literal?: true
  run: (operands: Operands, data: unknown) => unknown
}

const pure = (least: number, most: number, run: Operator['run']): Operator => ({ arity: [least, most], run })
const dated = (least: number, most: number, run: Operator['run']): Operator => ({
  arity: [least, most],
  needsDay: true,
  run,
})

const ordered = (operands: Operands, holds: (a: number | string, b: number | string) => boolean): boolean =>
  operands.slice(1).every((right, i) => {
    const [a, b] = comparable(operands[i], right)
    return holds(a, b)
  })

const calculated = (value: number): number => {
  if (!Number.isFinite(value)) throw new Undecided('not a number')
  return value
}

const regionDigits: Record<string, number> = { province: 2, city: 4, county: 6 }
const asRegion = (value: unknown): string => {
  const code = asText(value)
  if (!isRegionCode(code)) throw new Undecided('not a region code')
  return code
}

const sameRegion = ([a, b, level = 'city']: Operands): boolean => {
  const digits = regionDigits[asText(level)]
  if (digits === undefined) throw new Undecided('not a level')
  return asRegion(a).slice(0, digits) === asRegion(b).slice(0, digits)
}

/** Both ends in minutes; a range that ends before it starts runs over midnight. */
const spans = (start: unknown, end: unknown): [number, number][] => {
  const [from, to] = [asClock(start), asClock(end)]
  if (from <= to) return [[from, to]]
  return [
    [from, 24 * 60],
    [0, to],
  ]
}

const timeWithin = ([time, start, end]: Operands): boolean => {
  const minute = asClock(time)
  return spans(start, end).some(([from, to]) => minute >= from && minute < to)
}

const timesOverlap = ([start, end, from, to]: Operands): boolean =>
  spans(start, end).some(([a, b]) => spans(from, to).some(([c, d]) => a < d && c < b))

const kindOfPlate = ([plate]: Operands): string => {
  const checked = checkPlate(asText(plate))
  if (!checked.ok) throw new Undecided('not a plate')
  return checked.kind
}

const contains = ([needle, hay]: Operands): boolean => {
  if (isMissing(needle)) return false
  if (typeof hay === 'string') return hay.indexOf(asText(needle)) >= 0
  return asList(hay).some(each => isSame(each, needle))
}

const missing = (paths: Operands, data: unknown): unknown[] =>
  paths.filter(path => isMissing(readPath(data, String(path))))

const sum = ([list, path = '']: Operands): number =>
  asList(list).reduce<number>((total, each) => total + asNumber(readPath(each, asText(path))), 0)

/** Our operators, and the standard ones whose own version would guess where a fact is missing or reach a prototype. */
export const operators: Readonly<Record<string, Operator>> = {
  var: {
    arity: [1, 2],
    literal: true,
    run: ([path, fallback = null], data) => readPath(data, String(path ?? '')) ?? fallback,
  },
  missing: { arity: [1, 20], literal: true, run: missing },
  '==': pure(2, 2, ([a, b]) => isSame(a, b)),
  '===': pure(2, 2, ([a, b]) => isSame(a, b)),
  '!=': pure(2, 2, ([a, b]) => !isSame(a, b)),
  '!==': pure(2, 2, ([a, b]) => !isSame(a, b)),
  '<': pure(2, 3, operands => ordered(operands, (a, b) => a < b)),
  '<=': pure(2, 3, operands => ordered(operands, (a, b) => a <= b)),
  '>': pure(2, 2, operands => ordered(operands, (a, b) => a > b)),
  '>=': pure(2, 2, operands => ordered(operands, (a, b) => a >= b)),
  in: pure(2, 2, contains),
  '+': pure(1, 20, operands => calculated(operands.map(asNumber).reduce((a, b) => a + b, 0))),
  '*': pure(1, 20, operands => calculated(operands.map(asNumber).reduce((a, b) => a * b, 1))),
  '-': pure(1, 2, ([a, b]) => (b === undefined ? -asNumber(a) : calculated(asNumber(a) - asNumber(b)))),
  '/': pure(2, 2, ([a, b]) => calculated(asNumber(a) / asNumber(b))),
  '%': pure(2, 2, ([a, b]) => calculated(asNumber(a) % asNumber(b))),
  min: pure(1, 20, operands => Math.min(...operands.map(asNumber))),
  max: pure(1, 20, operands => Math.max(...operands.map(asNumber))),
  count: pure(1, 1, ([list]) => asList(list).length),
  sum: pure(1, 2, sum),
  today: dated(0, 0, ([on]) => asDay(on)),
  daysUntil: dated(1, 1, ([day, on]) => daysBetween(asDay(on), asDay(day))),
  daysBetween: pure(2, 2, ([from, to]) => daysBetween(asDay(from), asDay(to))),
  ageOn: dated(1, 1, ([birthDay, on]) => ageOn(asDay(birthDay), asDay(on))),
  weekday: pure(1, 1, ([day]) => weekdayOf(asDay(day))),
  sameRegion: pure(2, 3, sameRegion),
  timeWithin: pure(3, 3, timeWithin),
  timesOverlap: pure(4, 4, timesOverlap),
  plateKind: pure(1, 1, kindOfPlate),
}

/** Standard operators taken as they are: they only choose, negate or walk a list. */
export const control: Readonly<Record<string, readonly [least: number, most: number]>> = {
  if: [2, 21],
  and: [1, 40],
  or: [1, 40],
  '!': [1, 1],
  '!!': [1, 1],
  some: [2, 2],
  all: [2, 2],
  none: [2, 2],
  filter: [2, 2],
  map: [2, 2],
}
