import { toHalfWidth } from '@shared/formats/half-width'
import { isRegionCode, isWithin } from '@shared/formats/region'
import { kindOf, type ImportedItem } from './imported-item'
import { readItemCode, readUnitCode, type UnitCode } from './item-code'

export type CheckedRow = { ok: true; item: ImportedItem } | { ok: false; reasons: string[] }

const fields = ['department', 'name', 'areaCode', 'itemCode', 'taskType', 'deptCode'] as const
type RawRow = Record<(typeof fields)[number], string>

/** Everything that can be said about one row alone. All reasons at once, so that one look is enough to mend it. */
export function checkRow(value: unknown): CheckedRow {
  const broken = shapeFaults(value)
  if (broken.length > 0) return { ok: false, reasons: broken }
  const row = Object.fromEntries(fields.map(field => [field, (value as RawRow)[field].trim()])) as RawRow
  const code = readItemCode(row.itemCode)
  const kind = kindOf(row.taskType)
  const regionCode = toHalfWidth(row.areaCode)
  const deptUnit = row.deptCode.length === 18 ? readUnitCode(row.deptCode.toUpperCase()) : undefined

  const reasons = [
    ...textFaults('name', row.name),
    ...textFaults('department', row.department),
    ...(code.ok ? [] : [code.why]),
    ...(kind ? [] : [`taskType ${shortened(row.taskType)} is no kind of item that people apply for`]),
    ...(/^\d{12}$/.test(regionCode) && isRegionCode(regionCode)
      ? code.ok && code.regionCode !== null && !fits(regionCode, code.regionCode)
        ? [`areaCode ${regionCode} does not lie in the region ${code.regionCode} that itemCode names`]
        : []
      : [`areaCode ${shortened(row.areaCode)} is no region code of 12 digits`]),
    ...(/^[0-9A-Za-z_-]{1,40}$/.test(row.deptCode)
      ? []
      : ['deptCode has other characters than letters and digits']),
    ...(deptUnit && 'why' in deptUnit ? [`deptCode ${row.deptCode} fails its check digit (GB 32100)`] : []),
  ]
  if (reasons.length > 0 || !code.ok || !kind) return { ok: false, reasons }
  return {
    ok: true,
    item: {
      code: code.code,
      name: row.name,
      department: row.department,
      departmentCode: row.deptCode.toUpperCase(),
      regionCode,
      kind,
      notes: [
        ...(code.code === row.itemCode ? [] : ['itemCode was put into upper case and half width']),
        ...notesOn(code.unit),
      ],
    },
  }
}

function shapeFaults(value: unknown): string[] {
  if (typeof value === 'string' && value.trimStart().startsWith('<'))
    return ['the row is a web page, not a record']
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return ['the row is not a record {…}']
  const row = value as Record<string, unknown>
  return fields.flatMap(field => {
    const found = row[field]
    if (found === undefined || found === null) return [`${field} is missing`]
    if (typeof found !== 'string')
      return [`${field} is a ${Array.isArray(found) ? 'list' : typeof found}, it must be text`]
    return found.trim() === '' ? [`${field} is empty`] : []
  })
}

function textFaults(field: string, text: string): string[] {
  const entity = /&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,5});/i.exec(text)?.[0]
  return [
    ...(entity
      ? [`${field} carries the HTML entity ${entity}: it was encoded once too often at the source`]
      : []),
    ...(/<\/?[a-z!][^>]*>?/i.test(text) ? [`${field} carries HTML`] : []),
    ...(text.includes('\ufffd') ? [`${field} carries �: characters were lost in a conversion`] : []),
    ...(/\p{Script=Han}/u.test(text) ? [] : [`${field} has no Chinese character`]),
    ...(text.length > 500 ? [`${field} is longer than 500 characters`] : []),
  ]
}

const fits = (area: string, region: string): boolean => isRegionCode(region) && isWithin(area, region)

const shortened = (text: string): string => `“${text.length > 24 ? `${text.slice(0, 24)}…` : text}”`

const notesOn = ({ is, code }: UnitCode): string[] => {
  if (is === 'placeholder') return [`the unit code ${code} is a placeholder`]
  if (is === 'local')
    return [`the unit code ${code} is neither a credit code (18) nor an organisation code (9)`]
  return []
}
