import type { FormValues } from '@shared/cases/contract'
import { ChoiceField, ChoicesField } from '@/ui/choice-field'
import type { FieldProps } from '@/ui/field'
import { SelectField } from '@/ui/select-field'
import { t } from '@/words/words'
import type { FieldOption } from './field-options'

type Value = FormValues[string]

/** More choices than this are folded into the terminal's own chooser. */
const inSight = 6

interface ControlProps {
  frame: FieldProps
  value: Value | undefined
  onValue: (value: Value | undefined) => void
}

/** One of a few in sight, or of many in the terminal's own chooser. */
export function OneOf({
  frame,
  options,
  value,
  onValue,
}: ControlProps & { options: readonly FieldOption[] }) {
  const chosen = options.find(({ stands }) => same(stands, value))?.value ?? ''
  const choose = (picked: string) => onValue(options.find(option => option.value === picked)?.stands)
  const Chooser = options.length > inSight ? SelectField : ChoiceField
  return <Chooser {...frame} value={chosen} onValue={choose} options={options} />
}

/** Any number of a few. */
export function ManyOf({
  frame,
  options,
  value,
  onValue,
}: ControlProps & { options: readonly FieldOption[] }) {
  const given: unknown[] = Array.isArray(value) ? value : []
  const chosen = options.filter(({ stands }) => given.some(each => same(each, stands)))
  const choose = (picked: string[]) => {
    const list = options.filter(option => picked.includes(option.value)).map(({ stands }) => stands)
    onValue(list.length > 0 ? (list as Value) : undefined)
  }
  return (
    <ChoicesField {...frame} values={chosen.map(each => each.value)} onValues={choose} options={options} />
  )
}

/** A pledge can only be given; a question has two answers. */
export function YesNo({ frame, isPledge, value, onValue }: ControlProps & { isPledge: boolean }) {
  if (isPledge) {
    return (
      <ChoicesField
        {...frame}
        values={value === true ? ['true'] : []}
        onValues={picked => onValue(picked.length > 0 ? true : undefined)}
        options={[{ value: 'true', label: t('apply.pledge') }]}
      />
    )
  }
  const options: FieldOption[] = [
    { value: 'true', label: t('apply.yes'), stands: true },
    { value: 'false', label: t('apply.no'), stands: false },
  ]
  return <OneOf frame={frame} options={options} value={value} onValue={onValue} />
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
