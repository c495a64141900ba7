import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { t } from '@/words/words'
import type { RuleFinding } from './form-findings'

/** What a rule says about this application, why, and what can be done. */
export function RuleNote({ finding }: { finding: RuleFinding }) {
  const { effect, explanation, mend, article } = finding
  return (
    <Notice tone={effect === 'refuse' ? 'error' : 'warn'} title={t(`apply.rule.${effect}`)} spoken>
      <Box as="p">{explanation}</Box>
      {mend !== null && <Box as="p">{mend}</Box>}
      <Box as="p" className="ui-hint">
        {t('apply.rule.article', { article })}
      </Box>
    </Notice>
  )
}
