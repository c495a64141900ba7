import type { listHotItems } from '@shared/catalogue/contract'
import type { OutputOf } from '@shared/endpoint'
import type { Reading } from '@/api/use-reading'
import type { Work } from '@/ui/one-at-a-time'
import { Empty } from '@/ui/empty'
import { Loading } from '@/ui/loading'
import { ProblemView } from '@/ui/problem-view'
import { Section } from '@/ui/section'
import { Tile, Tiles } from '@/ui/tiles'
import { t } from '@/words/words'

interface HotItemsProps {
  reading: Reading<OutputOf<typeof listHotItems>>
  onRetry: Work
}

const atMost = 8

/** 热门事项: what most people come for. */
export function HotItems({ reading, onRetry }: HotItemsProps) {
  return (
    <Section title={t('home.hot')} more={{ to: { page: 'search' }, words: t('home.hot.all') }}>
      {reading.is === 'reading' && <Loading rows={4} />}
      {reading.is === 'failed' && (
        <ProblemView
          message={reading.problem.message}
          requestId={reading.problem.requestId}
          onRetry={onRetry}
        />
      )}
      {reading.is === 'read' && reading.value.items.length === 0 && (
        <Empty title={t('home.hot.none')} text={t('home.hot.none.text')} />
      )}
      {reading.is === 'read' && reading.value.items.length > 0 && (
        <Tiles label={t('home.hot')}>
          {reading.value.items.slice(0, atMost).map(({ code, name, theme }) => (
            <Tile
              key={code}
              to={{ page: 'guide', item: code }}
              title={name}
              sign={(theme ?? name).slice(0, 1)}
            />
          ))}
        </Tiles>
      )}
    </Section>
  )
}
