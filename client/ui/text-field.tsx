import { Field, type FieldProps } from './field'
import { TextInput, type TextInputProps } from './primitives'

type Typing = Pick<
  TextInputProps,
  'value' | 'onValue' | 'onLeave' | 'kind' | 'placeholder' | 'atMost' | 'autoComplete'
>

/** One line of text. */
export function TextField({
  value,
  onValue,
  onLeave,
  kind,
  placeholder,
  atMost,
  autoComplete,
  ...field
}: FieldProps & Typing) {
  const typing = { value, onValue, onLeave, placeholder, atMost, autoComplete, ...(kind ? { kind } : {}) }
  return <Field {...field}>{control => <TextInput {...control} {...typing} />}</Field>
}
