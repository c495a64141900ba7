import { useEffect, useRef } from 'react'
import { type CaseDetail, readCase } from '@shared/cases/contract'
import { call } from '@/api/call'
import { useReading } from '@/api/use-reading'
import { useSay } from '@/ui/area'
import { Button } from '@/ui/button'
import { Loading } from '@/ui/loading'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { t } from '@/words/words'
import { CaseDecision } from './case-decision'
import { CaseFacts } from './case-facts'
import { CaseHandedIn } from './case-handed-in'
import { CaseMissing, CaseProblem } from './case-problem'
import { CaseStands } from './case-stands'
import { CaseTimeline } from './case-timeline'
import { stageText } from './case-words'
import { useWatch } from './use-watch'
import { Withdrawal } from './withdrawal'

/** 办件详情: where a case stands, kept fresh while the department works. */
export function CaseScreen({ caseNumber }: { caseNumber: string }) {
  return caseNumber === '' ? <CaseMissing caseNumber="" /> : <OneCase caseNumber={caseNumber} />
}

function OneCase({ caseNumber }: { caseNumber: string }) {
  const say = useSay()
  const { reading, again, take } = useReading(() => call(readCase, { caseNumber }))
  const found = reading.is === 'read' ? reading.value : null
  const seen = found ? `${found.stage} ${found.timeline.length}` : ''
  useWatch(found?.heldBy === 'department', seen, again)
  useMoved(found)

  if (reading.is === 'reading') return <Loading rows={5} />
  if (reading.is === 'failed') {
    return <CaseProblem problem={reading.problem} caseNumber={caseNumber} onRetry={again} />
  }
  const refresh = async () => {
    await again()
    say(t('cases.refreshed'))
  }
  const detail = reading.value
  return (
    <>
      {reading.outdated && (
        <Notice tone="warn" spoken>
          {t('cases.outdated')}
        </Notice>
      )}
      <CaseStands detail={detail} />
      <CaseDecision detail={detail} />
      <CaseFacts detail={detail} />
      <CaseTimeline detail={detail} />
      <CaseHandedIn detail={detail} />
      {detail.heldBy === 'department' && <Box className="ui-hint">{t('case.watching')}</Box>}
      <Button look="second" onTap={refresh}>
        {t('cases.refresh')}
      </Button>
      <Withdrawal detail={detail} onDetail={take} onLook={again} />
    </>
  )
}

/** Says what changed since the last look. */
function useMoved(found: CaseDetail | null): void {
  const say = useSay()
  const before = useRef('')
  const stage = found && stageText(found)
  const next = found?.nextStep ?? ''
  useEffect(() => {
    if (stage === null) return
    if (before.current !== '' && before.current !== stage) say(t('case.moved', { stage, next }))
    before.current = stage
  }, [stage, next, say])
}
