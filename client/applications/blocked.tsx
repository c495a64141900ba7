import { Box, Tap } from '@/ui/primitives'
import { t } from '@/words/words'
import { fieldOf } from './form-findings'
import type { Application } from './open-application'
import { RuleNote } from './rule-note'

interface BlockedProps {
  application: Application
  onMend: (field: string) => Promise<void>
}

/** What stands in the way of submitting; each line leads back to its field. */
export function Blocked({ application, onMend }: BlockedProps) {
  const { guide, draft } = application
  const refusals = draft.ruleFindings.filter(({ effect }) => effect === 'refuse')
  const count = draft.findings.length + refusals.length
  const first = guide.form.layout[0]?.fields[0]?.key ?? ''
  const lines = [
    ...draft.findings.map(({ path, message }) => ({ field: fieldOf(path), message })),
    ...refusals.map(({ fields, mend, explanation }) => ({
      field: fields[0] ?? first,
      message: mend ?? explanation,
    })),
  ]
  return (
    <>
      <Box as="section" className="ui-errors" role="alert">
        <Box as="h2" className="ui-errors__title">
          {t('confirm.blocked.title', { count })}
        </Box>
        <Box>{t('confirm.blocked.go')}</Box>
        <Box as="ol" className="ui-errors__list">
          {lines.map(({ field, message }, index) => (
            <Box as="li" key={index}>
              <Tap className="ui-errors__tap" onTap={() => void onMend(field)}>
                {message}
              </Tap>
            </Box>
          ))}
        </Box>
      </Box>
      {refusals.map(finding => (
        <RuleNote key={finding.ruleId} finding={finding} />
      ))}
    </>
  )
}
