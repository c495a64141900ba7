import { type CaseCard, listCases } from '@shared/cases/contract'
import { minuteOf } from '@shared/formats/instant'
import { call } from '@/api/call'
import { useReading } from '@/api/use-reading'
import { go } from '@/terminal/navigate'
import { useSay } from '@/ui/area'
import { Button } from '@/ui/button'
import { Empty } from '@/ui/empty'
import { LinkCard } from '@/ui/link-card'
import { Loading } from '@/ui/loading'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { ProblemView } from '@/ui/problem-view'
import { StatusTag } from '@/ui/status-tag'
import { t } from '@/words/words'
import { stageText, stageTone, termOf, termText } from './case-words'

/** 我的办件: every case of this person, the newest first. */
export function CaseList() {
  const say = useSay()
  const { reading, again } = useReading(() => call(listCases, {}))
  const refresh = async () => {
    await again()
    say(t('cases.refreshed'))
  }
  if (reading.is === 'reading') return <Loading />
  if (reading.is === 'failed') {
    return (
      <ProblemView message={reading.problem.message} requestId={reading.problem.requestId} onRetry={again} />
    )
  }
  const { cases } = reading.value
  if (cases.length === 0) {
    return (
      <Empty title={t('cases.empty')} text={t('cases.empty.text')}>
        <Button onTap={() => go({ page: 'search' })}>{t('cases.empty.go')}</Button>
      </Empty>
    )
  }
  return (
    <>
      {reading.outdated && <Notice tone="warn">{t('cases.outdated')}</Notice>}
      <Box as="ul" className="ui-list" aria-label={t('cases.list')}>
        {cases.map(card => (
          <Box as="li" key={card.caseNumber}>
            <OneCase card={card} />
          </Box>
        ))}
      </Box>
      <Button look="second" onTap={refresh}>
        {t('cases.refresh')}
      </Button>
    </>
  )
}

function OneCase({ card }: { card: CaseCard }) {
  const { caseNumber, itemName, departmentName, heldBy, submittedAt } = card
  const term = termText(card)
  return (
    <LinkCard
      to={{ page: 'case', case: caseNumber }}
      title={itemName}
      mark={<StatusTag tone={stageTone(card)}>{stageText(card)}</StatusTag>}
    >
      {term !== undefined && (
        <Box className={termOf(card).is === 'over' ? 'ui-link-card__alarm' : 'ui-link-card__strong'}>
          {term}
        </Box>
      )}
      <Box>{t(`cases.held.${heldBy}`, { department: departmentName })}</Box>
      {heldBy !== 'department' && <Box className="ui-link-card__quiet">{departmentName}</Box>}
      <Box className="ui-link-card__quiet">
        {t('cases.submitted', { at: minuteOf(new Date(submittedAt)) })}
      </Box>
    </LinkCard>
  )
}
