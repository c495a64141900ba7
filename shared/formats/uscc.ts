import { toCode } from './half-width'
import { refuse, type Refused } from './refused'

export interface Uscc {
  ok: true
  /** 18 characters, half width, upper case. */
  uscc: string
  /** First character: 1 机构编制, 5 民政, 9 市场监管, N 农业农村 … */
  registeredBy: string
  /** GB/T 2260, six digits: the registering authority's region. */
  regionCode: string
  /** Characters 9–17: the organisation code of GB 11714. */
  organisationCode: string
}

// I O S V Z are left out, they look like 1 0 5 U 2
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Check character of GB 32100 for the first 17 characters: weights 3^i mod 31. */
export const usccCheckCharacter = (body: string): string => {
  let weight = 1
  let sum = 0
  for (const char of body.slice(0, 17)) {
    sum += ALPHABET.indexOf(char) * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/** 统一社会信用代码, GB 32100-2015: authority 1, kind 1, region 6, organisation 9, check 1. */
export const checkUscc = (value: string): Uscc | Refused => {
  const typed = toCode(value).replace(/-/g, '')
  if (typed === '') return refuse('请填写 18 位统一社会信用代码。')
  if (/[^0-9A-Z]/.test(typed)) return refuse('统一社会信用代码只包含数字和大写字母，请去掉其他字符。')
  if (typed.length !== 18) {
    return refuse(`统一社会信用代码应为 18 位，现在是 ${typed.length} 位，请补全或删去多余的字符。`)
  }
  if (/[IOSVZ]/.test(typed)) {
    return refuse('统一社会信用代码不使用字母 I、O、S、V、Z，请核对是否应为 1、0、5、U、2。')
  }
  if (!/^\d{6}$/.test(typed.slice(2, 8)))
    return refuse('统一社会信用代码第 3 至 8 位应为数字，请对照证照核对。')
  if (usccCheckCharacter(typed) !== typed.charAt(17)) {
    return refuse('统一社会信用代码有一位或几位填错，请对照证照逐位核对。')
  }
  return {
    ok: true,
    uscc: typed,
    registeredBy: typed.charAt(0),
    regionCode: typed.slice(2, 8),
    organisationCode: typed.slice(8, 17),
  }
}
