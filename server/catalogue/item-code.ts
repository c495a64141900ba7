import { toCode } from '@shared/formats/half-width'
import { checkUscc } from '@shared/formats/uscc'

/** What stands in an item code for the unit that acts (实施主体). */
export type UnitCode =
  | { is: 'uscc' | 'organisation'; code: string }
  /** A number of the source's own, or dummy digits: nothing to check it by. */
  | { is: 'local' | 'placeholder'; code: string }

export interface ParsedItemCode {
  ok: true
  /** The identity: half width, upper case. */
  code: string
  /** 基本编码: what the item is, the same for every unit that offers it. */
  base: string
  /** 12 digits; short codes have none. */
  regionCode: string | null
  unit: UnitCode
  /** Three digits before and three after the unit (`000`, `1-00`); kept, not interpreted. */
  version: string | null
  suffix: string | null
}

export type ReadItemCode = ParsedItemCode | { ok: false; why: string }

/**
 * The fourteen shapes seen in published lists: length of every part between hyphens. B = base, R = region, V = version,
 * U = unit, S = suffix. Any other shape is not taken on trust.
 */
const shapes: Record<string, string> = {
  '12-12-3-18-1-2': 'B-R-V-U-S-S', // 511F33033003-511602000000-000-115113010833722043-1-00
  '14-12-3-18-1-2': 'B-R-V-U-S-S', // 511A0138000000-511602000000-000-115113010833722043-1-00
  '14-12-3-17-1-2': 'B-R-V-U-S-S', // … a credit code that lost a digit
  '14-12-3-13-1-2': 'B-R-V-U-S-S', // … dummy digits
  '14-12-3-10-1-2': 'B-R-V-U-S-S', // … number of the source's own
  '14-12-3-9-1-2': 'B-R-V-U-S-S', // … organisation code of GB 11714
  '14-12-3-8-1-1-2': 'B-R-V-U-U-S-S', // … the same, written with its hyphen
  '14-12-3-7-1-2': 'B-R-V-U-S-S', // … number of the source's own
  '1-6-3-12-3-18-1-2': 'B-B-B-R-V-U-S-S', // G-000007-001-511602000000-000-115113010833722043-1-00
  '1-6-4-12-3-18-1-2': 'B-B-B-R-V-U-S-S', // A-005818-5818-511602000000-000-115113010087783353-1-00
  '2-4-5-12-3-18-1-2': 'B-B-B-R-V-U-S-S', // 1J-5100-00027-511602000000-000-11511301008778386B-1-00
  '1-6-3-18': 'B-B-B-U', // E-000004-001-11511301008778386B
  '1-6-3-16': 'B-B-B-U', // … dummy digits
  '1-6-3-10': 'B-B-B-U', // … dummy digits
}
const baseForms = /^(\d{3}[A-Z]\d{8}(\d\d)?|\d{12}(\d\d)?|[A-Z]-\d{6}-\d{3,4}|\d[A-Z]-\d{4}-\d{5})$/

/** Takes a 事项编码 apart. Lower case and full width are mended: they never make another item. */
export function readItemCode(value: string): ReadItemCode {
  const code = toCode(value)
  const parts = code.split('-')
  const shape = shapes[parts.map(part => part.length).join('-')]
  if (!shape || !/^[0-9A-Z-]+$/.test(code)) return refuse('itemCode has none of the known shapes')
  const take = (letter: string): string => parts.filter((_, at) => shape.split('-')[at] === letter).join('-')
  const [base, region, version, suffix] = [take('B'), take('R'), take('V'), take('S')]
  if (!baseForms.test(base)) return refuse(`itemCode begins with ${base}, which is no known base code`)
  if (!/^\d*$/.test(region + version + suffix.replace('-', ''))) {
    return refuse('itemCode has letters where region, version and suffix stand')
  }
  const unit = readUnitCode(take('U').replace('-', ''))
  if ('why' in unit) return refuse(unit.why)
  return {
    ok: true,
    code,
    base,
    regionCode: region || null,
    unit,
    version: version || null,
    suffix: suffix || null,
  }
}

/** A code of 18 characters is a 统一社会信用代码, one of 9 an organisation code: both carry a check character. */
export function readUnitCode(code: string): UnitCode | { why: string } {
  if (/^(.)\1+$/.test(code)) return { is: 'placeholder', code }
  if (code.length === 18) {
    if (checkUscc(code).ok) return { is: 'uscc', code }
    return { why: `the unit code ${code} in itemCode fails its check digit (GB 32100)` }
  }
  if (code.length === 9) {
    if (organisationCheckCharacter(code) === code.charAt(8)) return { is: 'organisation', code }
    return { why: `the unit code ${code} in itemCode fails its check digit (GB 11714)` }
  }
  return { is: 'local', code }
}

const refuse = (why: string): ReadItemCode => ({ ok: false, why })

/** GB 11714-1997: weights 3 7 9 10 5 8 4 2, modulo 11; ten is X. */
const organisationCheckCharacter = (code: string): string => {
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (total, weight, at) => total + weight * parseInt(code.charAt(at), 36),
    0,
  )
  return ['0', 'X', '9', '8', '7', '6', '5', '4', '3', '2', '1'][sum % 11] ?? ''
}
