import { useState } from 'react'
import type { FormValues } from '@shared/cases/contract'
import { toCode } from '@shared/formats/half-width'
import type { FieldProps } from '@/ui/field'
import { TextField } from '@/ui/text-field'

type Value = FormValues[string]

interface NumberFieldProps extends FieldProps {
  schema: { type?: string }
  value: Value | undefined
  onValue: (value: Value | undefined) => void
  onLeave: () => void
}

/** A number as people type it; what is no number is kept as typed, so that the form can say what is wrong. */
export function NumberField({ schema, value, onValue, onLeave, ...field }: NumberFieldProps) {
  const [written, setWritten] = useState(wordsOf(value))
  // Somebody else may set the value: clearing, or the newer version of the draft.
  const shown = readNumber(written) === value ? written : wordsOf(value)
  const take = (typed: string) => {
    setWritten(typed)
    onValue(readNumber(typed))
  }
  return (
    <TextField
      {...field}
      kind={schema.type === 'integer' ? 'number' : 'text'}
      autoComplete="off"
      value={shown}
      onValue={take}
      onLeave={onLeave}
      atMost={20}
    />
  )
}

const wordsOf = (value: Value | undefined): string =>
  typeof value === 'number' || typeof value === 'string' ? String(value) : ''

function readNumber(typed: string): number | string | undefined {
  const text = toCode(typed)
  if (text === '') return undefined
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(text) ? Number(text) : typed
}
