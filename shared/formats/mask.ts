import { toCode } from './half-width'

const HIDDEN = '****'
const letters = (value: string): string[] => Array.from(value.trim())
const stars = (count: number): string => '*'.repeat(Math.max(0, count))

const ends = (value: string, head: number, tail: number): string => {
  const chars = letters(value)
  const hidden = stars(chars.length - head - tail)
  return chars.slice(0, head).join('') + hidden + chars.slice(chars.length - tail).join('')
}

/** Unknown text: first and last of eight or more characters, six stars between whatever the length; less shows nothing. */
export const maskText = (value: string): string => {
  const chars = letters(value)
  if (chars.length === 0) return ''
  return chars.length < 8 ? HIDDEN : `${chars[0]}******${chars[chars.length - 1]}`
}

/** 证件号码 of any kind (18 or 15 digits, passport, permits): first and last character; under eight, nothing. */
export const maskIdNumber = (value: string): string => {
  const code = toCode(value)
  const length = letters(code).length
  return length < 8 ? stars(length) : ends(code, 1, 1)
}

/** 138****1234. Anything else than eleven digits is masked as unknown text. */
export const maskMobile = (value: string): string => {
  const code = toCode(value)
    .replace(/-/g, '')
    .replace(/^(\+86|0086|86(?=1\d{10}$))/, '')
  if (/^1\d{2}\*{4}\d{4}$/.test(code)) return code
  return /^1\d{10}$/.test(code) ? ends(code, 3, 4) : maskText(code)
}

/** 张三 → *三, 欧阳娜娜 → ***娜: only the last character shows. One character shows nothing. */
export const maskName = (value: string): string => {
  const chars = letters(value.replace(/[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu, ''))
  return chars.length < 2 ? stars(chars.length) : stars(chars.length - 1) + (chars[chars.length - 1] ?? '')
}

/** **** 1234. Fewer than twelve digits show nothing. */
export const maskBankCard = (value: string): string => {
  const code = toCode(value).replace(/-/g, '')
  if (/^\*{4}\d{4}$/.test(code)) return `${HIDDEN} ${code.slice(4)}`
  return /^\d{12,}$/.test(code) ? `${HIDDEN} ${code.slice(-4)}` : HIDDEN
}

/** 川X12345 → 川X****5: province, office and the last character; under seven characters, nothing. */
export const maskPlate = (value: string): string => {
  const code = toCode(value).replace(/[·•.-]/g, '')
  const length = letters(code).length
  return length < 7 ? stars(length) : ends(code, 2, 1)
}
