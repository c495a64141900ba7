import { toCode } from './half-width'
import { refuse, type Refused } from './refused'

export interface Mobile {
  ok: true
  /** Eleven digits without country code. */
  mobile: string
}

/** Mobile number of the Chinese mainland (1 + 3…9 + nine digits); +86, spaces and dashes may be typed along. */
export const checkMobile = (value: string): Mobile | Refused => {
  const typed = toCode(value)
    .replace(/[-()]/g, '')
    .replace(/^(\+86|0086|86(?=1\d{10}$))/, '')
  if (typed === '') return refuse('请填写 11 位手机号码。')
  if (/\D/.test(typed)) return refuse('手机号码只包含数字，请去掉其他字符。')
  if (typed.length !== 11)
    return refuse(`手机号码应为 11 位，现在是 ${typed.length} 位，请补全或删去多余的数字。`)
  if (!/^1[3-9]/.test(typed)) return refuse('手机号码应以 13 至 19 开头，请核对前两位。')
  return { ok: true, mobile: typed }
}
