import { searchItems } from '@shared/catalogue/contract'
import { call } from '@/api/call'
import { useReading } from '@/api/use-reading'
import { Loading } from '@/ui/loading'
import { ProblemView } from '@/ui/problem-view'
import { Section } from '@/ui/section'
import { ItemRows } from './item-rows'
import { byTheme } from './item-words'

/** Every item that can be applied for here, theme by theme. */
export function AllItems() {
  const { reading, again } = useReading(() => call(searchItems, { q: '' }))
  if (reading.is === 'reading') return <Loading rows={6} />
  if (reading.is === 'failed') {
    return (
      <ProblemView message={reading.problem.message} requestId={reading.problem.requestId} onRetry={again} />
    )
  }
  return (
    <>
      {byTheme(reading.value.items).map(({ theme, items }) => (
        <Section key={theme} title={theme}>
          <ItemRows items={items} />
        </Section>
      ))}
    </>
  )
}
