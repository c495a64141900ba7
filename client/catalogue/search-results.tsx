import { useEffect } from 'react'
import { useSay } from '@/ui/area'
import { Empty } from '@/ui/empty'
import { Loading } from '@/ui/loading'
import type { Work } from '@/ui/one-at-a-time'
import { Box, OutLink } from '@/ui/primitives'
import { ProblemView } from '@/ui/problem-view'
import { Section } from '@/ui/section'
import { t } from '@/words/words'
import { AllItems } from './all-items'
import { ItemRows } from './item-rows'
import type { Finding } from './use-search'

/** What was found, or what to do when nothing was. */
export function SearchResults({ finding, onRetry }: { finding: Finding; onRetry: Work }) {
  const say = useSay()
  const said = finding.is === 'found' ? summaryOf(finding) : undefined
  useEffect(() => {
    if (said !== undefined) say(said)
  }, [said, finding, say])

  if (finding.is === 'finding') return <Loading words={t('find.searching')} />
  if (finding.is === 'failed') {
    const { message, requestId } = finding.problem
    return <ProblemView message={message} requestId={requestId} onRetry={onRetry} />
  }
  if (finding.is === 'nothing-asked') return <AllItems />
  const { words, found } = finding
  if (found.items.length === 0) return <NothingFound words={words} />
  return (
    <Section title={t('find.results', { words })}>
      <Box className="ui-hint">{said}</Box>
      <ItemRows items={found.items} />
    </Section>
  )
}

function summaryOf({ found: { total, items } }: Extract<Finding, { is: 'found' }>): string {
  if (total === 0) return t('find.none.said')
  return items.length < total
    ? t('find.found.part', { total, shown: items.length })
    : t('find.found', { total })
}

function NothingFound({ words }: { words: string }) {
  return (
    <>
      <Empty title={t('find.none', { words })} text={t('find.none.text')}>
        <OutLink className="ui-button ui-button--second" href={`tel:${t('ui.helpline.number')}`}>
          {t('ui.helpline')}
        </OutLink>
      </Empty>
      <AllItems />
    </>
  )
}
