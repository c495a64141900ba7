import { t } from '@/words/words'
import { Field, type FieldProps } from './field'
import { type Option, Select } from './primitives'

interface SelectFieldProps extends FieldProps {
  value: string
  onValue: (value: string) => void
  options: readonly Option[]
}

/** One of many: the terminal's own chooser. For up to six options a ChoiceField shows them all at once. */
export function SelectField({ value, onValue, options, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      {control => (
        <Select {...control} value={value} onValue={onValue} options={options} placeholder={t('ui.choose')} />
      )}
    </Field>
  )
}
