import type { FormValues, Prefilled } from '@shared/cases/contract'
import { describeValue, isBlank, type FormDefinition, type LayoutField } from '@shared/forms'
import { Button } from '@/ui/button'
import { FixedField } from '@/ui/fixed-field'
import { t } from '@/words/words'
import type { Change } from './draft-content'

interface LockedFieldProps {
  form: FormDefinition
  field: LayoutField
  label: string
  values: FormValues
  required: boolean
  known: Prefilled
  error?: string | undefined
  onChange: (change: Change) => void
}

/** What a register knows and nobody types: shown as text with its source. Where it is not required it may be left out. */
export function LockedField(props: LockedFieldProps) {
  const { form, field, label, values, required, known, error, onChange } = props
  const { key } = field
  const { sourceName: source, value } = known
  const isGiven = !isBlank(values[key])
  const fixed = { name: key, label, error }
  // What a pick fills comes and goes with the pick.
  if (value === null) {
    const words = describeValue(form, key, values[key]) ?? t('apply.locked.later')
    return <FixedField {...fixed} value={words} note={t('apply.locked', { source })} />
  }
  return (
    <FixedField
      {...fixed}
      value={isGiven ? (describeValue(form, key, values[key]) ?? '') : t('apply.locked.unused')}
      note={isGiven ? t('apply.locked', { source }) : t('apply.locked.has', { source })}
    >
      {!isGiven && (
        <Button look="quiet" onTap={() => onChange({ [key]: value })}>
          {t('apply.locked.use')}
        </Button>
      )}
      {isGiven && !required && (
        <Button look="quiet" onTap={() => onChange({ [key]: undefined })}>
          {t('apply.locked.leaveOut')}
        </Button>
      )}
    </FixedField>
  )
}
