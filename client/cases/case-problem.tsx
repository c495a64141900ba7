import type { RefusedCall } from '@/api/call'
import { go } from '@/terminal/navigate'
import { Button } from '@/ui/button'
import { Empty } from '@/ui/empty'
import { ProblemView } from '@/ui/problem-view'
import { t } from '@/words/words'

interface CaseProblemProps {
  problem: RefusedCall
  caseNumber: string
  onRetry: () => Promise<void>
}

/** A case that is not there, or not this person's, has ways on; anything else can be tried again. */
export function CaseProblem({ problem, caseNumber, onRetry }: CaseProblemProps) {
  if (problem.code !== 'CASE_NOT_FOUND' && problem.code !== 'INPUT_INVALID') {
    return <ProblemView message={problem.message} requestId={problem.requestId} onRetry={onRetry} />
  }
  return <CaseMissing caseNumber={caseNumber} />
}

export function CaseMissing({ caseNumber }: { caseNumber: string }) {
  return (
    <Empty title={t('case.missing')} text={t('case.missing.text')}>
      <Button onTap={() => go({ page: 'cases' })}>{t('case.missing.mine')}</Button>
      <Button look="second" onTap={() => go({ page: 'progress', case: caseNumber })}>
        {t('case.missing.progress')}
      </Button>
    </Empty>
  )
}
