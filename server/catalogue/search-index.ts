import type { Synonyms } from './place'
import {
  hanFeatures,
  initialFeatures,
  letterFeatures,
  plainText,
  searchText,
  type SearchText,
} from './search-text'

/** What the search knows of one item. */
export interface Searchable {
  /** Names it goes by, the official one first. */
  names: readonly string[]
  /** Department, theme, summary: helps, but never as much as a name. */
  context: readonly string[]
  /** Can be applied for here: goes first among equals. */
  online: boolean
}

export interface IndexedItem {
  texts: SearchText[]
  online: boolean
}

export interface SearchIndex {
  items: IndexedItem[]
  /** Feature → item number → how much it counts there, 0…1. */
  postings: Map<string, Map<number, number>>
}

const asName = 1
const asOtherName = 0.95
const asContext = 0.35

/** Builds the whole index in memory; a thousand items take some hundred milliseconds. */
export function buildIndex(searchables: readonly Searchable[], synonyms: Synonyms): SearchIndex {
  const index: SearchIndex = { items: [], postings: new Map() }
  const spoken = synonyms.words.map(({ say, mean }) => ({
    say: say.map(plainText),
    mean: mean.map(plainText),
  }))
  searchables.forEach(({ names, context, online }, item) => {
    const official = names.map(plainText)
    const texts = [...new Set([...official, ...official.flatMap(name => everydayNames(name, spoken))])].map(
      searchText,
    )
    texts.forEach((text, at) => addText(index, item, text, at === 0 ? asName : asOtherName))
    for (const text of context) addText(index, item, searchText(text), asContext)
    index.items.push({ texts, online })
  })
  return index
}

/** 社会保障卡挂失 → 社保卡挂失, 社会保障卡丢了: the name with one official word said the everyday way. */
const everydayNames = (name: string, spoken: readonly { say: string[]; mean: string[] }[]): string[] =>
  spoken.flatMap(({ say, mean }) =>
    mean
      .filter(official => name.includes(official))
      .flatMap(official =>
        say.filter(word => !name.includes(word)).map(word => name.replace(official, word)),
      ),
  )

function addText({ postings }: SearchIndex, item: number, text: SearchText, weight: number): void {
  for (const [feature] of [
    ...hanFeatures(text.plain, text.syllables),
    ...letterFeatures(text.pinyin),
    ...initialFeatures(text.initials),
  ]) {
    let items = postings.get(feature)
    if (!items) postings.set(feature, (items = new Map()))
    if ((items.get(item) ?? 0) < weight) items.set(item, weight)
  }
}
