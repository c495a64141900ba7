import path from 'node:path'
import { ItemDefinition } from '@shared/catalogue/item'
import { Problem } from '@shared/problem'
import type { Database } from '../database'
import { findImported, type ImportedItem } from './imported-item'
import { defineItemVersion } from './item-version.model'
import { loadPlace, type LoadedItem, type LoadedPlace } from './load-place'
import type { Department, MessageTemplate } from './place'
import { createSearch, type Search } from './search'

/** 事项目录: what the place offers, read from its files at start. */
export interface Catalogue {
  readonly place: LoadedPlace
  readonly departments: ReadonlyMap<string, Department>
  readonly search: Search
  items(): LoadedItem[]
  find(code: string): LoadedItem | undefined
  /** An item known only from an imported list: it can be read about, not applied for. One statement. */
  findImported(code: string): Promise<ImportedItem | undefined>
  /** The definition a case was submitted under. @throws Problem ITEM_NOT_FOUND */
  findVersion(code: string, version: string): Promise<LoadedItem>
  departmentName(slug: string): string
  /** 'population.resident' → 人口库 */
  sourceName(source: string): string
  messageTemplate(intent: string): MessageTemplate
}

/**
 * Loads the place and stores every definition in force, so that cases can be read by it for ever.
 * @throws DefinitionError
 */
export async function createCatalogue(options: {
  database: Database
  place: string
  placesFolder?: string
}): Promise<Catalogue> {
  const { database } = options
  const place = loadPlace(path.join(options.placesFolder ?? 'config/places', options.place))
  const byCode = new Map(place.items.map(item => [item.definition.code, item]))
  const earlier = new Map<string, LoadedItem>()
  await storeVersions(database, place.items)
  const search = createSearch(place, database)
  await search.prepare()

  return {
    place,
    departments: place.departments,
    search,
    items: () => place.items,
    find: code => byCode.get(code),
    findImported: code => findImported(database, code),
    async findVersion(code, version) {
      const current = byCode.get(code)
      if (current?.version === version) return current
      const key = `${code} ${version}`
      const known = earlier.get(key)
      if (known) return known
      const [row] = await database.read<{ definition: string }>(
        'SELECT definition FROM item_versions WHERE code = ? AND version = ?',
        [code, version],
      )
      if (!row) throw new Problem('ITEM_NOT_FOUND')
      const definition = ItemDefinition.parse(JSON.parse(row.definition))
      const department = place.departments.get(definition.department)
      if (!department) throw new Problem('ITEM_NOT_FOUND')
      const loaded = { definition, version, department }
      earlier.set(key, loaded)
      return loaded
    },
    departmentName: slug => place.departments.get(slug)?.name ?? slug,
    sourceName: source => place.sources.get(source) ?? source,
    messageTemplate(intent) {
      const template = place.messages.get(intent)
      if (!template) throw new Error(`the place has no text for ${intent}`)
      return template
    },
  }
}

async function storeVersions(database: Database, items: readonly LoadedItem[]): Promise<void> {
  const ItemVersion = defineItemVersion(database)
  await database.transaction(async tx => {
    const known = await database.read<{ code: string; version: string }>(
      'SELECT code, version FROM item_versions',
      [],
      tx,
    )
    const stored = new Set(known.map(({ code, version }) => `${code} ${version}`))
    const fresh = items.filter(({ definition, version }) => !stored.has(`${definition.code} ${version}`))
    await ItemVersion.bulkCreate(
      fresh.map(({ definition, version }) => ({
        code: definition.code,
        version,
        definition: JSON.stringify(definition),
        loaded_at: new Date(),
      })),
      { transaction: tx },
    )
  })
}
