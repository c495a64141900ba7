import { terminal } from '@/terminal/terminal'
import { t } from '@/words/words'
import { useSay } from './area'
import { Button } from './button'
import type { Work } from './one-at-a-time'
import { Box, OutLink } from './primitives'

interface ProblemViewProps {
  /** One sentence: what happened and what to do. */
  message: string
  /** 追踪号: what a person reads out to 12345. */
  requestId?: string | undefined
  onRetry?: Work
}

/** Something went wrong: what happened, try again, and a person to call. */
export function ProblemView({ message, requestId, onRetry }: ProblemViewProps) {
  const say = useSay()
  const copy = async () => {
    if (requestId !== undefined && (await terminal.copyText(requestId))) say(t('ui.problem.copied'))
  }
  return (
    <Box className="ui-problem" role="alert">
      <Box as="h2" className="ui-problem__title">
        {t('ui.problem.title')}
      </Box>
      <Box as="p">{message}</Box>
      {onRetry && <Button onTap={onRetry}>{t('ui.problem.again')}</Button>}
      <OutLink className="ui-button ui-button--second" href={`tel:${t('ui.helpline.number')}`}>
        {t('ui.helpline')}
      </OutLink>
      {requestId !== undefined && (
        <Box className="ui-problem__trace">
          <Box>
            {t('ui.problem.trace')}：{requestId}
          </Box>
          <Box>{t('ui.problem.trace.hint')}</Box>
          <Button look="quiet" onTap={copy}>
            {t('ui.problem.copy')}
          </Button>
        </Box>
      )}
    </Box>
  )
}
