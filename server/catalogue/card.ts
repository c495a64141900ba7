import type { CounterItemGuide, ItemCard } from '@shared/catalogue/contract'
import { feeTotalFen } from '@shared/catalogue/item'
import { kindName, type ImportedItem } from './imported-item'
import type { LoadedItem } from './load-place'

export const cardOf = ({ definition, department }: LoadedItem): ItemCard => ({
  code: definition.code,
  name: definition.name,
  departmentName: department.name,
  theme: definition.theme,
  summary: definition.summary,
  online: true,
  promisedDays: definition.limits.promisedDays,
  feeTotalFen: feeTotalFen(definition.fees),
})

const counterOnly = '仅供查询，请到窗口办理。'

/** Limit and fee of an imported item are not known here: null, never 0. */
export const importedCardOf = ({ code, name, department, kind }: ImportedItem): ItemCard => ({
  code,
  name,
  departmentName: department,
  theme: null,
  summary: `${kindName(kind)}。${counterOnly}`,
  online: false,
  promisedDays: null,
  feeTotalFen: null,
})

export const importedGuideOf = ({ code, name, department, kind }: ImportedItem): CounterItemGuide => ({
  code,
  name,
  departmentName: department,
  kindName: kindName(kind),
  summary: counterOnly,
  conditions: ['办理条件、材料、时限和收费以窗口告知为准。'],
  online: false,
})
