import {
  isProvinceCode,
  isRegionCode,
  isWithin,
  parentRegion,
  regionLevel,
  regionPath,
  toTwelveDigits,
} from './region'

test.each([
  ['510000', 'province', undefined],
  ['511600', 'city', '510000'],
  ['511602', 'county', '511600'],
  ['511602000000', 'county', '511600000000'],
  ['511602001000', 'town', '511602000000'],
  ['511602001003', 'village', '511602001000'],
  ['441900003000', 'town', '441900000000'],
  ['810000', 'province', undefined],
])('%s is a %s inside %s', (code, level, parent) => {
  expect(regionLevel(code)).toBe(level)
  expect(parentRegion(code)).toBe(parent)
})

test('the path leads from the province to the village', () => {
  expect(regionPath('511602001003')).toEqual([
    '510000000000',
    '511600000000',
    '511602000000',
    '511602001000',
    '511602001003',
  ])
  expect(regionPath('511602')).toEqual(['510000', '511600', '511602'])
})

test('six and twelve digits name the same place', () => {
  expect(toTwelveDigits('511602')).toBe('511602000000')
  expect(isWithin('511602', '511600000000')).toBe(true)
  expect(isWithin('511602001003', '511602')).toBe(true)
  expect(isWithin('511602', '511602')).toBe(true)
  expect(isWithin('511600', '511602')).toBe(false)
  expect(isWithin('511602', '511700')).toBe(false)
})

test.each(['', '5116', '51160200', '5116020000001', '991602', '５１１６０２', '51160x'])(
  '%j is no region code',
  code => {
    expect(isRegionCode(code)).toBe(false)
    expect(() => regionLevel(code)).toThrow(RangeError)
  },
)

test('provinces include Taiwan, Hong Kong and Macao and nothing abroad', () => {
  expect(['71', '81', '82', '83'].every(isProvinceCode)).toBe(true)
  expect(['00', '16', '91', '99'].some(isProvinceCode)).toBe(false)
})
