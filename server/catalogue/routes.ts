import { listHotItems, readItem, searchItems, type OnlineItemGuide } from '@shared/catalogue/contract'
import { feeTotalFen } from '@shared/catalogue/item'
import { requiredCount } from '@shared/forms'
import { Problem } from '@shared/problem'
import { serve, type Route } from '../http'
import { cardOf, importedGuideOf } from './card'
import type { Catalogue } from './catalogue'
import type { LoadedItem } from './load-place'

export const catalogueRoutes = ({ catalogue }: { catalogue: Catalogue }): Route[] => [
  serve(searchItems, async ({ input }) => {
    const { total, results } = await catalogue.search.find(input.q)
    return { total, items: results }
  }),

  serve(listHotItems, () => {
    const hot = catalogue
      .items()
      .filter(({ definition }) => definition.hotRank !== undefined)
      .sort((a, b) => (a.definition.hotRank ?? 0) - (b.definition.hotRank ?? 0))
    return Promise.resolve({ placeName: catalogue.place.name, items: hot.map(cardOf) })
  }),

  serve(readItem, async ({ input }) => {
    const item = catalogue.find(input.code)
    if (item) return guideOf(catalogue, item)
    const imported = await catalogue.findImported(input.code)
    if (!imported) throw new Problem('ITEM_NOT_FOUND')
    return importedGuideOf(imported)
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
    requiredFields:
      requiredCount(definition.form, {}) + definition.materials.filter(({ required }) => required).length,
    online: true,
  }
}
