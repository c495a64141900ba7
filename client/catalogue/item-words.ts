import type { ItemCard } from '@shared/catalogue/contract'
import { formatFen } from '@shared/formats/money'
import { t } from '@/words/words'

/** '免费' or '10.00 元'. */
export const feeText = (fen: number): string => (fen === 0 ? t('item.free') : formatFen(fen))

/** What helps to choose: department; days and fee. What is not known is not said. */
export function cardLines({ departmentName, promisedDays, feeTotalFen }: ItemCard): string[] {
  const known = [
    ...(promisedDays === null ? [] : [t('item.days', { days: promisedDays })]),
    ...(feeTotalFen === null ? [] : [feeText(feeTotalFen)]),
  ]
  return known.length === 0 ? [departmentName] : [departmentName, known.join(' · ')]
}

/** Items by theme, in the order in which the themes first occur. */
export function byTheme(items: readonly ItemCard[]): { theme: string; items: ItemCard[] }[] {
  const groups = new Map<string, ItemCard[]>()
  for (const item of items) {
    const theme = item.theme ?? t('find.theme.other')
    groups.set(theme, [...(groups.get(theme) ?? []), item])
  }
  return Array.from(groups, ([theme, group]) => ({ theme, items: group }))
}
