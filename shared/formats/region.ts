/** Levels of GB/T 2260 (first six digits) and of the statistical codes that lengthen it to twelve. */
export type RegionLevel = 'province' | 'city' | 'county' | 'town' | 'village'

const LEVELS = ['province', 'city', 'county', 'town', 'village'] as const
const ENDS = [2, 4, 6, 9, 12] as const

/** Province codes of GB/T 2260: 71 台湾, 81 香港, 82 澳门; 83 stands for Taiwan in 台湾居民居住证. */
const PROVINCES =
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  )

/** Do the first two digits name a province, region or municipality that exists? */
export const isProvinceCode = (code: string): boolean => PROVINCES.includes(code.slice(0, 2))

const parts = (code: string): string[] => ENDS.map((end, i) => code.slice(i === 0 ? 0 : ENDS[i - 1], end))
const isZero = (part: string): boolean => /^0+$/.test(part)

/** Six or twelve digits that begin with a real province. Whether the place exists is a question for its table. */
export const isRegionCode = (code: string): boolean => /^\d{6}(\d{6})?$/.test(code) && isProvinceCode(code)

const checked = (code: string): string => {
  if (!isRegionCode(code)) throw new RangeError('not a region code of 6 or 12 digits')
  return code.padEnd(12, '0')
}

/** The same place in twelve digits. @throws RangeError */
export const toTwelveDigits = (code: string): string => checked(code)

/**
 * The deepest level the code names. A town directly under a city (东莞 441900 003 000) has no county: its level is
 * still 'town'. @throws RangeError
 */
export const regionLevel = (code: string): RegionLevel => {
  const deepest = parts(checked(code)).reduce((last, part, i) => (isZero(part) ? last : i), 0)
  return LEVELS[deepest] ?? 'province'
}

/** The place that contains this one, in the same number of digits; `undefined` above a province. @throws RangeError */
export const parentRegion = (code: string): string | undefined => {
  const level = LEVELS.indexOf(regionLevel(code))
  if (level === 0) return undefined
  return checked(code)
    .slice(0, ENDS[level - 1])
    .padEnd(12, '0')
    .slice(0, code.length)
}

/** From the province down to the place itself. @throws RangeError */
export const regionPath = (code: string): string[] => {
  const parent = parentRegion(code)
  return parent === undefined ? [code] : [...regionPath(parent), code]
}

/** Is `code` the place `area` or somewhere inside it? Six and twelve digits may be mixed. @throws RangeError */
export const isWithin = (code: string, area: string): boolean =>
  regionPath(checked(code)).includes(checked(area))
