import { toCode } from './half-width'
import { refuse, type Refused } from './refused'

const wholeFen = (fen: number): number => {
  if (!Number.isSafeInteger(fen)) throw new RangeError('money is a whole number of fen')
  return fen
}

/** 1000 → '10.00'. Works on the digits, so no amount is ever rounded. @throws RangeError unless a whole number */
export const fenToYuan = (fen: number): string => {
  const digits = String(Math.abs(wholeFen(fen))).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** 1000 → '10.00 元'. @throws RangeError unless a whole number */
export const formatFen = (fen: number): string => `${fenToYuan(fen)} 元`

/**
 * Yuan as a person types it → fen: '10', '10.5', '1,234.50', '￥10.00', '10元'. Refuses signs, exponents and a third
 * decimal; nothing passes through a fraction.
 */
export const parseYuan = (value: string): { ok: true; fen: number } | Refused => {
  const typed = toCode(value)
    .replace(/^[¥￥]/, '')
    .replace(/元$/, '')
  if (typed === '') return refuse('请填写金额，单位为元。')
  if (/^[+-]/.test(typed)) return refuse('金额不带正负号，请只填写数字。')
  if (/^[\d,]+\.\d{3,}$/.test(typed)) return refuse('金额最多保留两位小数，请精确到分。')
  const [, whole, cents = ''] = /^(0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(typed) ?? []
  if (whole === undefined) return refuse('金额格式不对，请按“1234.50”这样填写。')
  const fen = Number(whole.replace(/,/g, '') + cents.padEnd(2, '0'))
  return Number.isSafeInteger(fen) ? { ok: true, fen } : refuse('金额太大，请核对后重新填写。')
}
