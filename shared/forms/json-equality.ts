/** Own properties only: a form may well have a field the person named `toString`. */
export const hasOwn = (holder: object, key: string): boolean =>
  Object.prototype.hasOwnProperty.call(holder, key)

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One text per JSON value: equal values (1 and 1.0, keys in any order) give equal texts. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null'
  const pairs = Object.keys(value)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${pairs.join(',')}}`
}

export const isSameJson = (a: unknown, b: unknown): boolean => a === b || canonical(a) === canonical(b)

/** Characters as JSON Schema counts them: a surrogate pair is one. */
export const characterCount = (text: string): number => Array.from(text).length

/** 12.5 → digits '125', exponent -1. Trailing zeros go into the exponent. */
const asDecimal = (value: number): { digits: string; exponent: number } => {
  const [mantissa = '0', power = '0'] = Math.abs(value).toString().split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const all = `${whole}${fraction}`.replace(/^0+(?=\d)/, '')
  const digits = all.replace(/0+$/, '')
  return { digits: digits || '0', exponent: Number(power) - fraction.length + (all.length - digits.length) }
}

// Below this a remainder times ten plus a digit is still an exact integer.
const LARGEST_EXACT_DIVISOR = 9e14

/** Exact in decimals (0.3 is a multiple of 0.1) and without BigInt, which iOS 13 does not have. */
export const isMultipleOf = (value: number, divisor: number): boolean => {
  if (value === 0) return true
  const a = asDecimal(value)
  const b = asDecimal(divisor)
  const zeros = a.exponent - b.exponent
  // `a.digits` does not end in 0, so no power of ten can divide it.
  if (zeros < 0) return false
  const modulus = Number(b.digits)
  if (modulus > LARGEST_EXACT_DIVISOR) return value % divisor === 0
  let rest = 0
  for (const digit of a.digits) rest = (rest * 10 + Number(digit)) % modulus
  for (let i = 0; i < zeros && rest !== 0; i += 1) rest = (rest * 10) % modulus
  return rest === 0
}
