import { useEffect } from 'react'
import { minuteOf } from '@shared/formats/instant'
import type { CaseProgress } from '@shared/progress/contract'
import { dayText, stageTone, stageText, termOf } from '@/cases'
import { go } from '@/terminal/navigate'
import { BigNumber } from '@/ui/big-number'
import { Button } from '@/ui/button'
import { Facts } from '@/ui/facts'
import { focusOn } from '@/ui/focus'
import { Box } from '@/ui/primitives'
import { StatusTag } from '@/ui/status-tag'
import { Steps } from '@/ui/steps'
import { t } from '@/words/words'
import { printedNumber } from './ask'
import { stepsOf } from './tell-progress'

/** The stage of a case and its time, and nothing about the person. It takes the focus when it appears. */
export function ProgressFound({ id, progress }: { id: string; progress: CaseProgress }) {
  useEffect(() => focusOn(id), [id, progress])
  const { caseNumber, promisedBy, promiseIsEstimate, heldBy } = progress
  const facts = [
    { name: t('progress.number'), value: printedNumber(caseNumber) },
    { name: t('progress.held'), value: t(`progress.held.${heldBy}`) },
    { name: t('progress.submitted'), value: progress.submittedOn },
    ...(promisedBy === null
      ? []
      : [{ name: t('progress.promised'), value: dayText(promisedBy, promiseIsEstimate) }]),
    { name: t('progress.updated'), value: minuteOf(new Date(progress.updatedAt)) },
  ]
  return (
    <Box as="section" id={id} focusable className="ui-card" aria-labelledby={`${id}title`}>
      <Box as="h2" id={`${id}title`} className="ui-card__title">
        {t('progress.found')}
      </Box>
      <Box>
        <StatusTag tone={stageTone(progress)}>{stageText(progress)}</StatusTag>
      </Box>
      <Term progress={progress} />
      <Steps steps={stepsOf(progress)} label={t('progress.path')} />
      <Box className="ui-facts-pair">
        <Facts facts={facts} />
      </Box>
      <Button look="second" onTap={() => go({ page: 'case', case: caseNumber })}>
        {t('progress.more')}
      </Button>
    </Box>
  )
}

/** 剩余工作日. */
function Term({ progress }: { progress: CaseProgress }) {
  const term = termOf(progress)
  if (term.is === 'ended') return null
  if (term.is === 'stopped') return <Box as="p">{t('progress.promised.stopped')}</Box>
  const unit = t('progress.left.unit')
  if (term.is === 'over') {
    return (
      <Box>
        <BigNumber label={t('progress.over')} value={String(term.days)} unit={unit} />
        <Box className="ui-hint">{t('progress.over.text')}</Box>
      </Box>
    )
  }
  if (term.left === 0) return <BigNumber label={t('progress.promised')} value={t('progress.left.last')} />
  return <BigNumber label={t('progress.left')} value={String(term.left)} unit={unit} />
}
