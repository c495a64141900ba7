import { useState } from 'react'
import { t } from '@/words/words'
import { Field, type FieldProps } from './field'
import { DayInput, TextInput } from './primitives'
import { readDay } from './read-day'

interface DayFieldProps extends FieldProps {
  /** 'YYYY-MM-DD', or '' while there is none. */
  value: string
  onValue: (value: string) => void
  onLeave?: () => void
  /** First and last day to choose. The server decides; this only helps. */
  earliest?: string
  latest?: string
  /** 'typing' suits days long ago, such as a birthday: no wheel to turn. */
  by?: 'calendar' | 'typing'
}

/** A day of the calendar. */
export function DayField({
  value,
  onValue,
  onLeave,
  earliest,
  latest,
  by = 'calendar',
  ...field
}: DayFieldProps) {
  if (by === 'typing') {
    return <TypedDay value={value} onValue={onValue} {...(onLeave && { onLeave })} {...field} />
  }
  return (
    <Field {...field}>
      {control => (
        <DayInput
          {...control}
          value={value}
          onValue={day => onValue(readDay(day) ?? day)}
          onLeave={onLeave}
          from={earliest}
          to={latest}
        />
      )}
    </Field>
  )
}

function TypedDay({
  value,
  onValue,
  onLeave,
  ...field
}: FieldProps & Pick<DayFieldProps, 'value' | 'onValue' | 'onLeave'>) {
  const [written, setWritten] = useState(value)
  const settle = () => {
    const day = readDay(written)
    if (day !== undefined) setWritten(day)
    onLeave?.()
  }
  const take = (text: string) => {
    setWritten(text)
    // What cannot be read is passed on as it is, so that the form can say what is wrong with it.
    onValue(readDay(text) ?? text)
  }
  return (
    <Field {...field} hint={field.hint ?? t('ui.day.hint')}>
      {control => (
        <TextInput {...control} kind="number" value={written} onValue={take} onLeave={settle} atMost={14} />
      )}
    </Field>
  )
}
