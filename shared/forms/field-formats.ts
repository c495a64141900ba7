import { isDay } from '../formats/day'
import { checkIdNumber } from '../formats/id-number'
import { checkMobile } from '../formats/mobile'
import { checkPersonName } from '../formats/person-name'
import { checkPlate } from '../formats/plate'
import { isRegionCode } from '../formats/region'
import { checkUscc } from '../formats/uscc'

/** What a format makes of a typed text: the form it is stored in, or one sentence on how to mend it. */
export type ReadFormat = (typed: string, today?: string) => { stored: string } | { why: string }

const EMAIL =
  /^[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}$/

export const fieldFormats = {
  'id-number': (typed, today) => {
    const checked = checkIdNumber(typed, today)
    return checked.ok ? { stored: checked.idNumber } : checked
  },
  mobile: typed => {
    const checked = checkMobile(typed)
    return checked.ok ? { stored: checked.mobile } : checked
  },
  plate: typed => {
    const checked = checkPlate(typed)
    return checked.ok ? { stored: checked.plate } : checked
  },
  'person-name': typed => {
    const checked = checkPersonName(typed)
    return checked.ok ? { stored: checked.name } : checked
  },
  uscc: typed => {
    const checked = checkUscc(typed)
    return checked.ok ? { stored: checked.uscc } : checked
  },
  day: typed =>
    isDay(typed) ? { stored: typed } : { why: '不是有效的日期，请按“2026-01-31”这样填写或重新选择。' },
  region: typed => (isRegionCode(typed) ? { stored: typed } : { why: '不是有效的地区，请重新选择。' }),
  email: typed => {
    const text = typed.trim()
    const isEmail = text.length <= 254 && !text.includes('..') && EMAIL.test(text)
    return isEmail ? { stored: text } : { why: '不是有效的电子邮箱，请按“name@example.cn”这样填写。' }
  },
} as const satisfies Record<string, ReadFormat>

export type FieldFormat = keyof typeof fieldFormats
export const formatNames: readonly string[] = Object.keys(fieldFormats)
