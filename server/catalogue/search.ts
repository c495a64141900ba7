import type { ItemCard } from '@shared/catalogue/contract'
import type { Database } from '../database'
import { cardOf, importedCardOf } from './card'
import { allImported, importsMark } from './imported-item'
import type { LoadedPlace } from './load-place'
import { buildIndex, type SearchIndex } from './search-index'
import { score } from './search-score'
import { plainText } from './search-text'

/** Finds items in the words people use. */
export interface Search {
  /** Builds the index, so that the first person does not wait for it. */
  prepare(): Promise<void>
  /**
   * By name, pinyin, initials, everyday word, in any order, with a typing mistake. Own items and imported ones, best
   * first, at most 30; `total` counts all. Nothing typed: the own items, hot ones first.
   */
  find(query: string): Promise<{ total: number; results: ItemCard[] }>
}

const shown = 30

interface Built {
  mark: string
  index: SearchIndex
  cards: ItemCard[]
}

export function createSearch(place: LoadedPlace, database: Database): Search {
  const own = [...place.items].sort((a, b) => rankOf(a.definition) - rankOf(b.definition)).map(cardOf)
  const fillers = place.synonyms.fillers.map(plainText).sort((a, b) => b.length - a.length)
  let built: Built | undefined

  /** The index is built at start, and again after an import has finished, whichever process ran it. */
  const upToDate = async (): Promise<Built> => {
    const mark = await importsMark(database)
    if (built?.mark === mark) return built
    const imported = await allImported(database)
    const index = buildIndex(
      [
        ...place.items.map(({ definition, department }) => ({
          names: [definition.name, ...definition.aliases],
          context: [department.name, definition.theme, definition.summary],
          online: true,
        })),
        ...imported.map(({ name, department }) => ({ names: [name], context: [department], online: false })),
      ],
      place.synonyms,
    )
    built = { mark, index, cards: [...place.items.map(cardOf), ...imported.map(importedCardOf)] }
    return built
  }

  return {
    async prepare() {
      await upToDate()
    },
    async find(query) {
      if (plainText(query) === '') return { total: own.length, results: own.slice(0, shown) }
      const { index, cards } = await upToDate()
      const hits = score(index, withoutFillers(query, fillers))
      return { total: hits.length, results: hits.slice(0, shown).flatMap(({ item }) => cards[item] ?? []) }
    },
  }
}

const rankOf = ({ hotRank }: { hotRank?: number | undefined }): number => hotRank ?? Number.MAX_SAFE_INTEGER

/** 怎么办理低保 → 低保. A query of nothing but fillers stays as it is. */
function withoutFillers(query: string, fillers: readonly string[]): string {
  const left = fillers.reduce((text, filler) => text.replaceAll(filler, ' '), query)
  return plainText(left) === '' ? query : left
}
