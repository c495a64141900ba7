import type { ReactNode } from 'react'
import { t } from '@/words/words'
import { useElementId } from './area'
import { classes } from './classes'
import { Box, Label, Words } from './primitives'

/** What every kind of field shares. */
export interface FieldProps {
  /** The field's key, also how an ErrorSummary finds it. */
  name: string
  label: string
  hint?: string | undefined
  /** What is wrong and how to mend it. */
  error?: string | undefined
  required?: boolean | undefined
  /** Where a filled-in value came from, e.g. '人口库'. */
  from?: string | undefined
}

/** What ties a control to its label, hint and error. */
export interface Control {
  id: string
  className: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

interface Frame extends FieldProps {
  /** Ids of further texts that describe the control. */
  describedBy?: string | undefined
  children: (control: Control) => ReactNode
}

/** Label, hint, error and origin around one control. */
export function Field({ children, describedBy, ...field }: Frame) {
  const id = useElementId(field.name)
  return (
    <Box className={classes('ui-field', field.error !== undefined && 'is-wrong')}>
      <Label of={id} className="ui-field__label">
        <Marked {...field} />
      </Label>
      <FieldNotes id={id} {...field} />
      {children({
        id,
        className: 'ui-input',
        'aria-describedby': classes(...noteIds(id, field), describedBy) || undefined,
        'aria-invalid': field.error !== undefined || undefined,
        'aria-required': field.required || undefined,
      })}
    </Box>
  )
}

/** The label's words with 必填 or 选填 after them. */
export function Marked({ label, required }: FieldProps) {
  return (
    <>
      {label}
      <Words className={classes('ui-mark', required && 'ui-mark--required')}>
        {required ? t('ui.required') : t('ui.optional')}
      </Words>
    </>
  )
}

/** Origin, hint and error of a field; `noteIds` are their element ids. */
export function FieldNotes({ id, hint, error, from }: FieldProps & { id: string }) {
  return (
    <>
      {hint !== undefined && (
        <Box id={`${id}-hint`} className="ui-field__hint">
          {hint}
        </Box>
      )}
      {from !== undefined && (
        <Box id={`${id}-from`} className="ui-field__from">
          {t('ui.prefilled', { source: from })}
        </Box>
      )}
      {error !== undefined && (
        <Box id={`${id}-error`} className="ui-field__error">
          <Words className="ui-ears">{t('ui.error')}</Words>
          {error}
        </Box>
      )}
    </>
  )
}

export function noteIds(id: string, { hint, error, from }: FieldProps): (string | false)[] {
  return [
    hint !== undefined && `${id}-hint`,
    from !== undefined && `${id}-from`,
    error !== undefined && `${id}-error`,
  ]
}
