import { pinyin } from 'pinyin-pro'
import { toHalfWidth } from '@shared/formats/half-width'

/** Text as it is compared: half width, lower case, only characters, letters and digits. */
export const plainText = (text: string): string =>
  toHalfWidth(text)
    .toLowerCase()
    .replace(/ü/g, 'v')
    .replace(/[^\p{Script=Han}a-z0-9]/gu, '')

/** A run of one script inside a query: 公积金tq → 公积金, tq. */
export interface Run {
  text: string
  han: boolean
}

/** Runs in the order they were typed; typed spaces and signs part them, spaces between syllables do not. */
export const runsOf = (query: string): Run[] =>
  (
    toHalfWidth(query)
      .toLowerCase()
      .replace(/ü/g, 'v')
      .replace(/([a-z]) +(?=[a-z])/g, '$1')
      .match(/\p{Script=Han}+|[a-z]+|[0-9]+/gu) ?? []
  ).map(text => ({ text, han: /^\p{Script=Han}/u.test(text) }))

/** One syllable without tone per character; letters and digits stand for themselves. */
export const syllablesOf = (text: string): string[] =>
  pinyin(text, { type: 'array', toneType: 'none', v: true, nonZh: 'spaced' })

/** Everything one name can be recognised by. */
export interface SearchText {
  plain: string
  syllables: string[]
  pinyin: string
  initials: string
}

export const searchText = (name: string): SearchText => {
  const plain = plainText(name)
  const syllables = syllablesOf(plain)
  return {
    plain,
    syllables,
    pinyin: syllables.join(''),
    initials: syllables.map(syllable => syllable.charAt(0)).join(''),
  }
}

/** Overlapping pieces of `size`; a shorter text is one piece. */
export const pieces = (text: string, size: number): string[] => {
  if (text.length <= size) return text === '' ? [] : [text]
  return Array.from({ length: text.length - size + 1 }, (_, at) => text.slice(at, at + size))
}

/** The marks by which Chinese text is found: single characters, pairs, and pairs as they sound (homophones). */
export const hanFeatures = (
  text: string,
  syllables = syllablesOf(text),
): [feature: string, weight: number][] => [
  ...[...text].map((char): [string, number] => [`1${char}`, 1]),
  ...(text.length > 1 ? pieces(text, 2).map((pair): [string, number] => [`2${pair}`, 2]) : []),
  ...syllables.slice(1).map((second, at): [string, number] => [`s${syllables[at] ?? ''} ${second}`, 1]),
]

/** The marks by which pinyin is found, mistyped or not. */
export const letterFeatures = (pinyinText: string): [feature: string, weight: number][] =>
  pieces(pinyinText, 3).map(piece => [`p${piece}`, 1])

/** The marks by which initials are found though a word is left out or two words change places: tqgjj. */
export const initialFeatures = (initials: string): [feature: string, weight: number][] =>
  pieces(initials, 2).map(piece => [`i${piece}`, 1])
