import { useState } from 'react'
import { readCase } from '@shared/cases/contract'
import { call } from '@/api/call'
import { useReading } from '@/api/use-reading'
import { goInstead } from '@/terminal/navigate'
import { Button } from '@/ui/button'
import { Empty } from '@/ui/empty'
import { Loading } from '@/ui/loading'
import { Notice } from '@/ui/notice'
import { t } from '@/words/words'
import { CaseMissing, CaseProblem } from './case-problem'
import { CorrectionForm } from './correction-form'

/** 补正: everything the department asked for, answered at once. */
export function CorrectionScreen({ caseNumber }: { caseNumber: string }) {
  return caseNumber === '' ? <CaseMissing caseNumber="" /> : <OneCorrection caseNumber={caseNumber} />
}

function OneCorrection({ caseNumber }: { caseNumber: string }) {
  const [isSent, setSent] = useState(false)
  const { reading, again, take } = useReading(() => call(readCase, { caseNumber }))
  if (reading.is === 'reading') return <Loading rows={4} />
  if (reading.is === 'failed') {
    return <CaseProblem problem={reading.problem} caseNumber={caseNumber} onRetry={again} />
  }
  const { correction } = reading.value
  const toCase = (
    <Button onTap={() => goInstead({ page: 'case', case: caseNumber })}>{t('correction.toCase')}</Button>
  )
  if (isSent) {
    return (
      <>
        <Notice tone="success" spoken title={t('correction.sent')}>
          {t('correction.sent.text')}
        </Notice>
        {toCase}
      </>
    )
  }
  if (!correction) {
    return (
      <Empty title={t('correction.none')} text={t('correction.none.text')}>
        {toCase}
      </Empty>
    )
  }
  return (
    <CorrectionForm
      detail={reading.value}
      correction={correction}
      onSent={detail => {
        take(detail)
        setSent(true)
      }}
      onLook={again}
    />
  )
}
