import { type Day, isDay } from './day'
import { toCode } from './half-width'
import { isProvinceCode } from './region'
import { refuse, type Refused } from './refused'

export interface IdNumber {
  ok: true
  /** 18 characters, half width, X in upper case: the form that is stored and compared. */
  idNumber: string
  birthOn: Day
  sex: '男' | '女'
  /** GB/T 2260, six digits: where the number was first issued, not where the person lives. */
  regionCode: string
}

/**
 * Prefix of invented people in demonstrations and tests. No province begins with 9, and the number of a foreigner's
 * permanent residence card is 9 + province + …, so 99 can belong to nobody.
 */
export const FICTION_PREFIX = '99'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Check character of GB 11643 (ISO 7064 MOD 11-2) for the first 17 digits. */
export const idCheckCharacter = (body: string): string =>
  '10X98765432'.charAt(WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(body.charAt(i)), 0) % 11)

/**
 * 公民身份号码, GB 11643: region 6, birth 8, order 3 (odd = 男), check 1.
 *
 * 15-digit numbers are refused: cards that carry them went out of use on 2013-01-01 (居民身份证法 第二十三条), and
 * they have no check character, so public libraries disagree on the very same number.
 * `today`, when given, also refuses a birth that lies ahead.
 */
export const checkIdNumber = (value: string, today?: Day): IdNumber | Refused => {
  const typed = toCode(value).replace(/-/g, '')
  if (typed === '') return refuse('请填写 18 位身份证号码。')
  if (/^\d{15}$/.test(typed)) return refuse('15 位身份证号码已停止使用，请填写现用身份证上的 18 位号码。')
  if (/[^0-9X]/.test(typed)) return refuse('身份证号码只包含数字，末位可以是字母 X，请去掉其他字符。')
  if (typed.length !== 18)
    return refuse(`身份证号码应为 18 位，现在是 ${typed.length} 位，请补全或删去多余的数字。`)
  if (typed.slice(0, 17).includes('X'))
    return refuse('字母 X 只能出现在身份证号码的末位，请核对前 17 位数字。')

  const regionCode = typed.slice(0, 6)
  if (!isProvinceCode(regionCode) && !regionCode.startsWith(FICTION_PREFIX)) {
    return regionCode.startsWith('9')
      ? refuse('这不是居民身份证号码。持外国人永久居留身份证的，请在证件类型中改选该证件。')
      : refuse('身份证号码前 2 位不是有效的地区代码，请核对开头的数字。')
  }

  const birthOn = `${typed.slice(6, 10)}-${typed.slice(10, 12)}-${typed.slice(12, 14)}`
  if (!isDay(birthOn) || birthOn < '1900-01-01') {
    return refuse('身份证号码第 7 至 14 位不是有效的出生日期，请核对年、月、日。')
  }
  if (today !== undefined && birthOn > today) {
    return refuse('身份证号码中的出生日期晚于今天，请核对第 7 至 14 位数字。')
  }
  if (idCheckCharacter(typed) !== typed.charAt(17)) {
    return refuse('身份证号码有一位或几位填错，请对照证件逐位核对。')
  }
  return {
    ok: true,
    idNumber: typed,
    birthOn,
    sex: Number(typed.charAt(16)) % 2 === 1 ? '男' : '女',
    regionCode,
  }
}

/**
 * 周岁 on a day, complete from the birthday itself; who is born on 29 February completes a year on 28 February where
 * there is no 29th (民法典 第二百零二条). Criminal law counts from the day after (法释〔2006〕1号 第二条): not this.
 * @throws RangeError when `day` is before the birth or either is no day
 */
export const ageOn = (birthOn: Day, day: Day): number => {
  if (!isDay(birthOn) || !isDay(day) || day < birthOn) throw new RangeError('no age before birth')
  const birthday =
    birthOn.slice(5) === '02-29' && !isDay(`${day.slice(0, 4)}-02-29`) ? '02-28' : birthOn.slice(5)
  const years = Number(day.slice(0, 4)) - Number(birthOn.slice(0, 4))
  return day.slice(5) < birthday ? years - 1 : years
}
