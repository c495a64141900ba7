import { listHotItems, readItem, searchItems, type ItemCard, type OnlineItemGuide } from '@shared/catalogue/contract'
import { feeTotalFen } from '@shared/catalogue/item'
import { requiredCount } from '@shared/forms'
import { Problem } from '@shared/problem'
import { serve, type Route } from '../http'
import type { Catalogue } from './catalogue'
import type { LoadedItem } from './load-place'

const cardOf = ({ definition, department }: LoadedItem): ItemCard => ({
  code: definition.code,
  name: definition.name,
  departmentName: department.name,
  summary: definition.summary,
  online: true,
  promisedDays: definition.limits.promisedDays,
  feeTotalFen: feeTotalFen(definition.fees),
})

export const catalogueRoutes = ({ catalogue }: { catalogue: Catalogue }): Route[] => [
  serve(searchItems, async ({ input }) => {
    const { total, codes } = await catalogue.search.find(input.q)
    return { total, items: codes.flatMap(code => catalogue.find(code) ?? []).map(cardOf) }
  }),

  serve(listHotItems, () => {
    const hot = catalogue
      .items()
      .filter(({ definition }) => definition.hotRank !== undefined)
      .sort((a, b) => (a.definition.hotRank ?? 0) - (b.definition.hotRank ?? 0))
    return Promise.resolve({ placeName: catalogue.place.name, items: hot.map(cardOf) })
  }),

  serve(readItem, ({ input }) => {
    const item = catalogue.find(input.code)
    if (!item) throw new Problem('ITEM_NOT_FOUND')
    return Promise.resolve(guideOf(catalogue, item))
  }),
]

function guideOf({ place }: Catalogue, { definition, version, department }: LoadedItem): OnlineItemGuide {
  const { guide } = definition
  return {
    code: definition.code,
    name: definition.name,
    definitionVersion: version,
    departmentName: department.name,
    theme: definition.theme,
    summary: definition.summary,
    conditions: guide.conditions,
    steps: guide.steps,
    legalBasis: guide.legalBasis,
    counters: guide.counters.flatMap(counter => place.counters.get(counter) ?? []),
    result: guide.result,
    materials: definition.materials,
    limits: definition.limits,
    fees: definition.fees,
    feeTotalFen: feeTotalFen(definition.fees),
    form: definition.form,
    requiredFields: requiredCount(definition.form, {}) + definition.materials.filter(({ required }) => required).length,
    online: true,
  }
}
