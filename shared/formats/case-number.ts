import { toCode } from './half-width'
import { refuse, type Refused } from './refused'

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ISO_7064 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const RANDOM_SYMBOLS = 10
const PREFIX = /^[A-HJKMNP-TV-Z]{2,4}$/

/** Check character of ISO 7064 MOD 37,36 over 0–9 A–Z. */
export const caseCheckCharacter = (body: string): string => {
  let product = 36
  for (const char of body) {
    const sum = (product + ISO_7064.indexOf(char)) % 36
    product = ((sum === 0 ? 36 : sum) * 2) % 37
  }
  return ISO_7064.charAt((37 - product) % 36)
}

const requirePrefix = (prefix: string): string => {
  if (!PREFIX.test(prefix)) throw new RangeError('a case number prefix is 2 to 4 letters without I, L, O, U')
  return prefix
}

/**
 * 办件编号: prefix + ten symbols of Crockford's base 32 + check character, in compact form. Fifty random bits go in;
 * at least 47 remain, because the last symbol steps on (four times at most) where the check character would be I, L,
 * O or U, which this alphabet reads as other characters. Needs seven bytes from a cryptographic source.
 * @throws RangeError for a prefix with I, L, O, U or another length, or too few bytes
 */
export const makeCaseNumber = (prefix: string, randomBytes: Uint8Array): string => {
  requirePrefix(prefix)
  if (randomBytes.length < 7) throw new RangeError('a case number needs 7 random bytes')
  let bits = 0n
  for (const byte of randomBytes.subarray(0, 7)) bits = (bits << 8n) | BigInt(byte)
  const symbols = Array.from({ length: RANDOM_SYMBOLS }, (_, i) => Number((bits >> BigInt(5 * i)) & 31n))
  for (;;) {
    const body = prefix + symbols.map(symbol => CROCKFORD.charAt(symbol)).join('')
    const check = caseCheckCharacter(body)
    if (CROCKFORD.includes(check)) return body + check
    symbols[RANDOM_SYMBOLS - 1] = ((symbols[RANDOM_SYMBOLS - 1] ?? 0) + 1) % 32
  }
}

/**
 * A typed case number → compact form. Forgives lower case, full width, spaces, dashes, O for 0, I and L for 1.
 * `prefix`, when given, must match.
 */
export const checkCaseNumber = (
  value: string,
  prefix?: string,
): { ok: true; caseNumber: string } | Refused => {
  const typed = toCode(value)
    .replace(/[-‐–—−_.]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (typed === '') return refuse('请填写办件编号，编号印在受理通知书上。')
  const start = typed.length - RANDOM_SYMBOLS - 1
  if (/[^0-9A-Z]|U/.test(typed)) return refuse('办件编号只包含数字和字母（没有字母 U），请去掉其他字符。')
  if (start < 2 || start > 4) return refuse('办件编号的位数不对，请对照受理通知书补全或删去多余的字符。')
  if (
    !PREFIX.test(typed.slice(0, start)) ||
    (prefix !== undefined && typed.slice(0, start) !== requirePrefix(prefix))
  ) {
    return refuse('办件编号的开头不对，请对照受理通知书核对。')
  }
  if (caseCheckCharacter(typed.slice(0, -1)) !== typed.slice(-1)) {
    return refuse('办件编号有一位或几位填错，请对照受理通知书逐位核对。')
  }
  return { ok: true, caseNumber: typed }
}

/** As it is printed and read out: 'YT-7K3M-9QXD-4H5'. @throws RangeError for anything but a valid number */
export const formatCaseNumber = (caseNumber: string): string => {
  const checked = checkCaseNumber(caseNumber)
  if (!checked.ok) throw new RangeError('not a case number')
  const start = checked.caseNumber.length - RANDOM_SYMBOLS - 1
  const rest = checked.caseNumber.slice(start)
  return [checked.caseNumber.slice(0, start), rest.slice(0, 4), rest.slice(4, 8), rest.slice(8)].join('-')
}
