import type { Database } from '../database'

/** One accepted row of an imported list. */
export interface ImportedItem {
  code: string
  name: string
  department: string
  departmentCode: string
  regionCode: string
  kind: string
  /** What is odd about it without being wrong, one sentence each. */
  notes: string[]
}

/**
 * 事项类型 (taskType) of items that people apply for, as the reporting interface of the national 好差评 system numbers
 * them; lists write them with or without the leading zero.
 */
const kinds = new Map([
  ['1', '行政许可'],
  ['5', '行政给付'],
  ['7', '行政确认'],
  ['8', '行政奖励'],
  ['9', '行政裁决'],
  ['10', '其他行政权力'],
  ['20', '公共服务'],
])

export const kindOf = (taskType: string): string | undefined => {
  const kind = taskType.replace(/^0/, '')
  return kinds.has(kind) ? kind : undefined
}

export const kindName = (kind: string): string => kinds.get(kind) ?? '政务服务事项'

interface Row {
  code: string
  name: string
  department: string
  department_code: string
  region_code: string
  kind: string
  notes: string
}

const columns = 'code, name, department, department_code, region_code, kind, notes'

const itemOf = ({ department_code, region_code, notes, ...row }: Row): ImportedItem => ({
  ...row,
  departmentCode: department_code,
  regionCode: region_code,
  notes: JSON.parse(notes) as string[],
})

export const allImported = async (database: Database): Promise<ImportedItem[]> =>
  (await database.read<Row>(`SELECT ${columns} FROM imported_items ORDER BY code`, [])).map(itemOf)

export const findImported = async (database: Database, code: string): Promise<ImportedItem | undefined> => {
  const [row] = await database.read<Row>(`SELECT ${columns} FROM imported_items WHERE code = ?`, [code])
  return row && itemOf(row)
}

/** Changes with every finished import: whoever keeps the items in memory compares it. One statement. */
export const importsMark = async (database: Database): Promise<string> => {
  const [row] = await database.read<{ runs: number; latest: Date | null }>(
    'SELECT COUNT(*) AS runs, MAX(finished_at) AS latest FROM import_runs WHERE finished_at IS NOT NULL',
    [],
  )
  return `${row?.runs ?? 0} ${String(row?.latest)}`
}
