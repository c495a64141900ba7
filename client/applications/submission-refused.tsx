import type { RefusedCall } from '@/api/call'
import { Button } from '@/ui/button'
import { LinkRow } from '@/ui/link-row'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { ProblemView } from '@/ui/problem-view'
import { t } from '@/words/words'

interface SubmissionRefusedProps {
  item: string
  problem: RefusedCall
  /** Reads everything anew. */
  onLook: () => void
}

/** Nothing was submitted, and why. Looking again shows what is to be mended. */
export function SubmissionRefused({ problem, onLook }: SubmissionRefusedProps) {
  if (problem.code === 'DRAFT_CHANGED') {
    return (
      <>
        <Notice tone="warn" title={t('confirm.changed.title')} spoken>
          <Box as="p">{t('confirm.changed.text')}</Box>
          <Button onTap={onLook}>{t('confirm.changed.go')}</Button>
        </Notice>
        <LinkRow to={{ page: 'cases' }} title={t('apply.conflict.cases')} text={t('apply.submitted.maybe')} />
      </>
    )
  }
  return <ProblemView message={problem.message} requestId={problem.requestId} onRetry={onLook} />
}
