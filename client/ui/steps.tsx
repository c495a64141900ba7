import { t } from '@/words/words'
import { Box, Words } from './primitives'

export interface Step {
  key: string
  title: string
  text?: string | undefined
  /** When it happened or is promised, already in words. */
  when?: string | undefined
  state: 'done' | 'now' | 'waiting' | 'stopped'
}

/** What happened, what happens now, what comes: an ordered list from the first step to the last. */
export function Steps({ steps, label }: { steps: readonly Step[]; label: string }) {
  return (
    <Box as="ol" className="ui-steps" aria-label={label}>
      {steps.map(step => (
        <Box
          as="li"
          key={step.key}
          className={`ui-step ui-step--${step.state}`}
          aria-current={step.state === 'now' ? 'step' : undefined}
        >
          <Box className="ui-step__title">
            {step.title}
            <Words className="ui-step__state">{t(`ui.step.${step.state}`)}</Words>
          </Box>
          {step.when !== undefined && <Box className="ui-step__when">{step.when}</Box>}
          {step.text !== undefined && <Box className="ui-step__text">{step.text}</Box>}
        </Box>
      ))}
    </Box>
  )
}
