import type { ItemCard } from '@shared/catalogue/contract'
import { LinkRow, LinkRows } from '@/ui/link-row'
import { StatusTag } from '@/ui/status-tag'
import { t } from '@/words/words'
import { cardLines } from './item-words'

/** Items one under another, each leading to its guide. */
export function ItemRows({ items }: { items: readonly ItemCard[] }) {
  return (
    <LinkRows>
      {items.map(item => (
        <LinkRow
          key={item.code}
          to={{ page: 'guide', item: item.code }}
          title={item.name}
          text={cardLines(item)}
          mark={
            <StatusTag tone={item.online ? 'good' : 'calm'}>
              {item.online ? t('item.online') : t('item.counter')}
            </StatusTag>
          }
        />
      ))}
    </LinkRows>
  )
}
