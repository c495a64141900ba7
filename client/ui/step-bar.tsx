import { t } from '@/words/words'
import { Box, Words } from './primitives'

/** How far a form of several steps has come: '第 2 步，共 3 步'. Steps count from 1. */
export function StepBar({ now, total }: { now: number; total: number }) {
  return (
    <Box className="ui-stepbar">
      <Box className="ui-stepbar__words">{t('ui.stepbar', { now, total })}</Box>
      <Box className="ui-stepbar__parts" aria-hidden>
        {Array.from({ length: total }, (_, part) => (
          <Words key={part} className={part < now ? 'ui-stepbar__part is-done' : 'ui-stepbar__part'} />
        ))}
      </Box>
    </Box>
  )
}
