import { applyWords } from './apply'
import { casesWords } from './cases'
import { findWords } from './find'
import { homeWords } from './home'
import { uiWords } from './ui'

/** Every word a person reads in the client, in the reference language (zh-CN). A second language has the same keys. */
const zhCN = { ...uiWords, ...homeWords, ...findWords, ...applyWords, ...casesWords } as const

export type WordKey = keyof typeof zhCN
type Text<K extends WordKey> = (typeof zhCN)[K]
type Blanks<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Blanks<Rest>
  : never
type Fill<K extends WordKey> = [Blanks<Text<K>>] extends [never]
  ? []
  : [blanks: Record<Blanks<Text<K>>, string | number>]

/** The words for a key, its {blanks} filled: `t('ui.count', { used: 3, most: 200 })`. A missing blank does not compile. */
export function t<K extends WordKey>(key: K, ...[blanks]: Fill<K>): string {
  const filled: Record<string, string | number> = blanks ?? {}
  return zhCN[key].replace(/\{(\w+)\}/g, (_, name: string) => String(filled[name] ?? ''))
}
