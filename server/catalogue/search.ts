import type { Database } from '../database'
import type { LoadedPlace } from './load-place'

/** Finds items in the words people use. */
export interface Search {
  /** Codes, best first. */
  find(query: string): Promise<{ total: number; codes: string[] }>
}

export function createSearch(place: LoadedPlace, _database: Database): Search {
  return {
    find(query) {
      const words = query.trim().toLowerCase()
      const codes = place.items
        .filter(({ definition }) => [definition.name, ...definition.aliases].some(name => name.includes(words)))
        .map(({ definition }) => definition.code)
      return Promise.resolve({ total: codes.length, codes })
    },
  }
}
