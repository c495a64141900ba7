import type { ReactNode } from 'react'
import { useElementId } from './area'
import { Box } from './primitives'

interface FixedFieldProps {
  /** The field's key, also how an ErrorSummary finds it. */
  name: string
  label: string
  /** The value in words. */
  value: string
  /** Why it stands as it is. */
  note: string
  error?: string | undefined
  /** What can be done about it, when anything can. */
  children?: ReactNode
}

/** A value that is known and not typed: read like any other field, without a control. */
export function FixedField({ name, label, value, note, error, children }: FixedFieldProps) {
  const id = useElementId(name)
  return (
    <Box id={id} focusable className={error === undefined ? 'ui-field' : 'ui-field is-wrong'}>
      <Box className="ui-field__label">{label}</Box>
      {error !== undefined && <Box className="ui-field__error">{error}</Box>}
      <Box className="ui-fixed">
        <Box className="ui-fixed__value">{value}</Box>
        <Box className="ui-fixed__note">{note}</Box>
      </Box>
      {children}
    </Box>
  )
}
