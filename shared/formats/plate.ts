import { toCode } from './half-width'
import { refuse, type Refused } from './refused'

export const plateKinds = [
  'ordinary',
  'newEnergySmall',
  'newEnergyLarge',
  'trailer',
  'learner',
  'police',
  'hongKong',
  'macao',
] as const
export type PlateKind = (typeof plateKinds)[number]

export interface Plate {
  ok: true
  /** Without dot and spaces, upper case: 川X12345. */
  plate: string
  kind: PlateKind
}

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const SERIAL = '[0-9A-HJ-NP-Z]'
// D and F came first; the further letters of both groups follow where a city has used them up
const NEW_ENERGY = '[A-HJK]'

const shapes: readonly [PlateKind, RegExp][] = [
  ['ordinary', new RegExp(`^${SERIAL}{5}$`)],
  ['newEnergySmall', new RegExp(`^${NEW_ENERGY}${SERIAL}\\d{4}$`)],
  ['newEnergyLarge', new RegExp(`^\\d{5}${NEW_ENERGY}$`)],
  ['trailer', new RegExp(`^${SERIAL}{4}挂$`)],
  ['learner', new RegExp(`^${SERIAL}{4}学$`)],
  ['police', new RegExp(`^${SERIAL}{4}警$`)],
  ['hongKong', new RegExp(`^${SERIAL}{4}港$`)],
  ['macao', new RegExp(`^${SERIAL}{4}澳$`)],
]

/**
 * 机动车号牌 as GA 36 numbers them: province, office letter, serial. Military, embassy (使/领), temporary and
 * armed-police plates belong to other registers and are refused. How many letters a serial may hold differs
 * between places and is not checked.
 */
export const checkPlate = (value: string): Plate | Refused => {
  const plate = toCode(value).replace(/[·•‧・･∙⋅.\-_]/g, '')
  if (plate === '') return refuse('请填写车牌号码，例如“川X12345”。')
  if (!PROVINCES.includes(plate.charAt(0)))
    return refuse('车牌号码应以省份简称开头，例如“川”，请补上或核对第一个字。')
  if (/[IO]/.test(plate)) return refuse('车牌号码不使用字母 I 和 O，请核对是否应为数字 1 和 0。')
  if (!/^[A-Z]$/.test(plate.charAt(1))) return refuse('车牌号码第 2 位应为发牌机关的字母，例如“川X”。')
  const kind = shapes.find(([, shape]) => shape.test(plate.slice(2)))?.[0]
  if (kind === undefined) {
    return plate.length === 8
      ? refuse('8 位新能源车牌的第 3 位或末位应为 D、F 等专用字母，其余位请对照行驶证核对。')
      : refuse('车牌号码应为 7 位，新能源车为 8 位，请对照行驶证核对。')
  }
  if ((kind === 'hongKong' || kind === 'macao') && !plate.startsWith('粤Z')) {
    return refuse('港澳入出境车牌应以“粤Z”开头，请核对前两位。')
  }
  return { ok: true, plate, kind }
}
