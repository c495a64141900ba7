import type { IndexedItem, SearchIndex } from './search-index'
import {
  hanFeatures,
  initialFeatures,
  letterFeatures,
  runsOf,
  searchText,
  type Run,
  type SearchText,
} from './search-text'

export interface Hit {
  item: number
  score: number
}

/** Below this share of the best answer, or of a full match, an answer is noise. */
const ofBest = 0.5
const ofFull = 0.24
/** Only so many are compared name by name. */
const compared = 60

/** Items that fit the query, best first. Pure and synchronous. */
export function score(index: SearchIndex, query: string): Hit[] {
  const runs = runsOf(query)
  if (runs.length === 0) return []
  const whole = searchText(query)
  const byRuns = mixScores(runs.map(run => ({ length: weightOf(run), scores: scoreRun(index, run) })))
  const mixed = runs.some(({ han }) => han) && runs.some(({ han }) => !han)
  const bySound = mixed ? cover(index, letterFeatures(whole.pinyin)) : new Map<number, number>()
  for (const [item, sound] of bySound) byRuns.set(item, Math.max(byRuns.get(item) ?? 0, sound * 0.9))

  const hits = [...byRuns]
    .map(([item, score]) => ({ item, score }))
    .sort((a, b) => b.score - a.score)
    .slice(0, compared)
    .filter(({ score }) => score >= ofFull)
    .map(({ item, score }) => ({ item, score: score + likeness(index.items[item], whole) }))
    .sort((a, b) => b.score - a.score || a.item - b.item)
  const best = hits[0]?.score ?? 0
  return hits.filter(({ score }) => score >= best * ofBest)
}

/** A syllable takes about three letters, an initial one. */
const weightOf = ({ text, han }: Run): number => (han ? text.length : Math.max(1, text.length / 2))

const scoreRun = (index: SearchIndex, run: Run): Map<number, number> =>
  run.han ? cover(index, hanFeatures(run.text)) : scoreLetters(index, run.text)

/** Letters may be pinyin, initials, or stand in the name as they are. */
function scoreLetters(index: SearchIndex, letters: string): Map<number, number> {
  const scores = letters.length > 3 ? cover(index, letterFeatures(letters)) : new Map<number, number>()
  if (letters.length > 3) {
    for (const [item, initials] of cover(index, initialFeatures(letters))) {
      if (initials > 0.6) scores.set(item, Math.max(scores.get(item) ?? 0, initials * 0.8))
    }
  }
  index.items.forEach(({ texts }, item) => {
    const found = texts.some(({ plain, initials, pinyin }) =>
      letters.length > 1
        ? initials.includes(letters) || pinyin.includes(letters) || plain.includes(letters)
        : plain.includes(letters),
    )
    if (found) scores.set(item, 1)
  })
  return scores
}

/**
 * Per item: which share of the query's marks it carries; rare marks count more. Single characters that happen to stand
 * somewhere in a name are no find: of a longer query at least one pair has to be there.
 */
function cover(index: SearchIndex, features: readonly (readonly [string, number])[]): Map<number, number> {
  const scores = new Map<number, number>()
  const paired = new Set<number>()
  const hasPairs = features.some(([feature]) => !feature.startsWith('1'))
  const count = index.items.length
  let total = 0
  for (const [feature, weight] of features) {
    const items = index.postings.get(feature)
    const rarity = Math.log(1 + count / (items?.size ?? count / 4)) * weight
    total += rarity
    items?.forEach((share, item) => {
      scores.set(item, (scores.get(item) ?? 0) + share * rarity)
      if (!feature.startsWith('1')) paired.add(item)
    })
  }
  const kept = [...scores].filter(([item]) => !hasPairs || paired.has(item))
  return new Map(kept.map(([item, sum]) => [item, sum / total]))
}

function mixScores(parts: readonly { length: number; scores: Map<number, number> }[]): Map<number, number> {
  const total = parts.reduce((sum, { length }) => sum + length, 0)
  const mixed = new Map<number, number>()
  for (const { length, scores } of parts) {
    for (const [item, score] of scores) mixed.set(item, (mixed.get(item) ?? 0) + (score * length) / total)
  }
  return mixed
}

/** How near the query comes to being one of the item's names, 0…1; a short name beats a long one that contains it. */
function likeness(item: IndexedItem | undefined, query: SearchText): number {
  if (!item) return 0
  const near = Math.max(...item.texts.map((text, at) => nameLikeness(text, query) - (at === 0 ? 0 : 0.01)))
  return near + (item.online ? 0.05 : 0)
}

function nameLikeness(text: SearchText, query: SearchText): number {
  const written = Math.min(1, query.plain.length / text.plain.length)
  const asWritten = nearness(text.plain, query.plain)
  const asSound = nearness(text.pinyin, query.pinyin)
  const asInitials = nearness(text.initials, query.plain)
  const near = Math.max(asWritten, asSound * 0.95, asInitials * 0.9)
  return near === 0 ? 0.1 * written : near
}

const nearness = (name: string, typed: string): number => {
  if (name === typed) return 1
  if (name.startsWith(typed)) return 0.3 + 0.2 * (typed.length / name.length)
  if (name.includes(typed)) return 0.2 + 0.2 * (typed.length / name.length)
  return 0
}
