import type { Prefilled } from '@shared/cases/contract'
import { dayOfBound, isBlank, type FieldSchema, type FormDefinition, type LayoutField } from '@shared/forms'
import { DayField } from '@/ui/day-field'
import type { FieldProps } from '@/ui/field'
import { LongTextField } from '@/ui/long-text-field'
import { TextField } from '@/ui/text-field'
import { t } from '@/words/words'
import { ManyOf, OneOf, YesNo } from './choice-widgets'
import type { Change, Content } from './draft-content'
import { optionsOf, type FieldOption } from './field-options'
import { LockedField } from './locked-field'
import { NumberField } from './number-field'

type Value = Content['values'][string]

export interface FormFieldProps {
  form: FormDefinition
  field: LayoutField
  values: Content['values']
  /** 'YYYY-MM-DD': the day relative bounds count from. */
  today: string
  required: boolean
  /** What a register knows about this field. */
  known?: Prefilled | undefined
  error?: string | undefined
  onChange: (change: Change) => void
  /** The person is done with this field for now. */
  onLeave: () => void
}

const longText = 500

/** One question of any item's form, drawn from its definition. */
export function FormField(props: FormFieldProps) {
  const { form, field, values, required, known, error, onChange } = props
  const { key } = field
  const schema = form.schema.properties[key]
  if (!schema) return null
  const value = values[key]
  if (known?.locked) return <LockedField {...props} label={schema.title} known={known} />
  const isFromRegister = known && !known.options && !isBlank(value) && same(value, known.value)
  const frame: FieldProps = {
    name: key,
    label: schema.title,
    hint: schema.description,
    error,
    required,
    from: isFromRegister ? known.sourceName : undefined,
  }
  const set = (next: Value | undefined) => onChange({ [key]: next })
  return <Asked {...props} schema={schema} frame={frame} value={value} set={set} />
}

interface AskedProps extends FormFieldProps {
  schema: FieldSchema
  frame: FieldProps
  value: Value | undefined
  set: (value: Value | undefined) => void
}

function Asked({ schema, frame, value, set, ...props }: AskedProps) {
  const { form, field, today, known, onLeave, onChange } = props
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  const write = (typed: string) => set(typed === '' ? undefined : typed)
  const maxLength = typeof schema.maxLength === 'number' ? schema.maxLength : undefined

  switch (field.widget) {
    case 'longtext':
      return (
        <LongTextField
          {...frame}
          value={text}
          onValue={write}
          onLeave={onLeave}
          atMost={maxLength ?? longText}
        />
      )
    case 'number':
      return <NumberField {...frame} schema={schema} value={value} onValue={set} onLeave={onLeave} />
    case 'choice':
      return <OneOf frame={frame} options={optionsOf(form, field)} value={value} onValue={set} />
    case 'choices':
      return <ManyOf frame={frame} options={optionsOf(form, field)} value={value} onValue={set} />
    case 'yesno':
      return <YesNo frame={frame} isPledge={schema.const === true} value={value} onValue={set} />
    case 'day': {
      const earliest = dayOfBound(schema['x-earliest'], today)
      const latest = dayOfBound(schema['x-latest'], today)
      return (
        <DayField
          {...frame}
          value={text}
          onValue={write}
          onLeave={onLeave}
          {...(earliest !== undefined && { earliest })}
          {...(latest !== undefined && { latest })}
          by={isLongAgo(earliest, latest, today) ? 'typing' : 'calendar'}
        />
      )
    }
    case 'region': {
      const options = optionsOf(form, field)
      if (options.length > 0) return <OneOf frame={frame} options={options} value={value} onValue={set} />
      const hint = frame.hint ?? t('apply.region.hint')
      return (
        <TextField
          {...frame}
          hint={hint}
          kind="number"
          autoComplete="off"
          value={text}
          onValue={write}
          onLeave={onLeave}
          atMost={12}
        />
      )
    }
    case 'pick': {
      const records = known?.options
      if (records && records.length > 0) {
        const options = records.map(({ title, values }): FieldOption => {
          const stands = values[field.key] ?? title
          return { value: String(stands), label: title, stands }
        })
        const pick = (chosen: Value | undefined) => {
          const record = records.find(({ values }) => same(values[field.key], chosen))
          if (record) onChange(record.values)
        }
        const hint = frame.hint ?? t('apply.pick.hint')
        const picked = { ...frame, hint, from: undefined }
        return <OneOf frame={picked} options={options} value={value} onValue={pick} />
      }
      break
    }
    case 'text':
      break
  }
  return (
    <TextField
      {...frame}
      kind={keyboards[schema.format ?? ''] ?? 'text'}
      autoComplete="off"
      value={text}
      onValue={write}
      onLeave={onLeave}
      {...(maxLength !== undefined && schema.format === undefined && { atMost: maxLength })}
    />
  )
}

const keyboards: Record<string, 'tel' | 'idcard'> = { mobile: 'tel', 'id-number': 'idcard' }

// Turning a calendar back over decades is harder than typing eight digits.
function isLongAgo(earliest: string | undefined, latest: string | undefined, today: string): boolean {
  const isPast = latest !== undefined && latest <= today
  return isPast && (earliest === undefined || Number(today.slice(0, 4)) - Number(earliest.slice(0, 4)) > 10)
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
