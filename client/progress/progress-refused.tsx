import type { RefusedCall } from '@/api/call'
import { go } from '@/terminal/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Notice } from '@/ui/notice'
import type { Work } from '@/ui/one-at-a-time'
import { Box, OutLink } from '@/ui/primitives'
import { ProblemView } from '@/ui/problem-view'
import { t } from '@/words/words'

/** Why there is no answer. Whether the number exists is never told. */
export function ProgressRefused({ problem, onRetry }: { problem: RefusedCall; onRetry: Work }) {
  if (problem.code === 'TOO_MANY_TRIES') {
    const minutes = Math.max(1, Math.ceil((problem.retryAfterS ?? 60) / 60))
    return (
      <Notice tone="warn" title={t('progress.tooMany')} spoken>
        {t('progress.tooMany.text', { minutes })}
      </Notice>
    )
  }
  if (problem.code === 'PROGRESS_NOT_FOUND' || problem.code === 'INPUT_INVALID') {
    return (
      <Notice tone="error" title={problem.message} spoken>
        {t('progress.refused.help')}
      </Notice>
    )
  }
  return <ProblemView message={problem.message} requestId={problem.requestId} onRetry={onRetry} />
}

/** Where the number is found, and the two other ways to an answer. */
export function ProgressHelp() {
  return (
    <Card title={t('progress.help')}>
      <Box as="p">{t('progress.help.text')}</Box>
      <Box className="ui-pair">
        <Button look="second" onTap={() => go({ page: 'cases' })}>
          {t('progress.mine')}
        </Button>
        <OutLink className="ui-button ui-button--second" href={`tel:${t('ui.helpline.number')}`}>
          {t('ui.helpline')}
        </OutLink>
      </Box>
    </Card>
  )
}
