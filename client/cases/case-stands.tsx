import type { CaseDetail } from '@shared/cases/contract'
import { go } from '@/terminal/navigate'
import { BigNumber } from '@/ui/big-number'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { StatusTag } from '@/ui/status-tag'
import { t } from '@/words/words'
import { dayText, stageText, stageTone, termOf } from './case-words'

/** The first thing a person wants to know: where it stands, how long still, what comes next. */
export function CaseStands({ detail }: { detail: CaseDetail }) {
  const { correction, caseNumber } = detail
  return (
    <Card title={detail.itemName}>
      <Box>
        <StatusTag tone={stageTone(detail)}>{stageText(detail)}</StatusTag>
      </Box>
      <Term detail={detail} />
      <Box>
        <Box className="ui-fact__name">{t('case.next')}</Box>
        <Box as="p" className="ui-fact__value">
          {detail.nextStep}
        </Box>
      </Box>
      {correction && (
        <>
          <Notice tone="warn" title={t('case.correct.title', { count: correction.points.length })}>
            <Box as="ol" className="ui-numbered">
              {correction.points.map(({ message }, index) => (
                <Box as="li" key={index}>
                  {message}
                </Box>
              ))}
            </Box>
            {t('case.correct.text', { day: dayText(correction.answerBy, correction.answerIsEstimate) })}
          </Notice>
          <Button onTap={() => go({ page: 'correction', case: caseNumber })}>{t('case.correct.go')}</Button>
        </>
      )}
    </Card>
  )
}

function Term({ detail }: { detail: CaseDetail }) {
  const term = termOf(detail)
  switch (term.is) {
    case 'ended':
      return null
    case 'stopped':
      return (
        <Box>
          <BigNumber label={t('case.days.stopped.label')} value={t('cases.days.stopped')} />
          <Box className="ui-hint">{t('case.days.stopped.text')}</Box>
        </Box>
      )
    case 'over':
      return (
        <Box>
          <BigNumber label={t('case.days.over.label')} value={String(term.days)} unit={t('case.days.unit')} />
          <Box className="ui-hint">{t('case.days.over.text')}</Box>
        </Box>
      )
    case 'running':
      return term.left === 0 ? (
        <BigNumber label={t('case.days.last.label')} value={t('case.days.last.value')} />
      ) : (
        <BigNumber label={t('case.days.label')} value={String(term.left)} unit={t('case.days.unit')} />
      )
  }
}
