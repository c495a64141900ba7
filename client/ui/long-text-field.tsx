import { t } from '@/words/words'
import { useElementId } from './area'
import { Field, type FieldProps } from './field'
import { Box, TextArea } from './primitives'

interface LongTextFieldProps extends FieldProps {
  value: string
  onValue: (value: string) => void
  onLeave?: () => void
  /** Characters. */
  atMost: number
  rows?: number
}

/** Several lines of text, with how many characters are used. */
export function LongTextField({ value, onValue, onLeave, atMost, rows = 4, ...field }: LongTextFieldProps) {
  const countId = `${useElementId(field.name)}-count`
  return (
    <>
      <Field {...field} describedBy={countId}>
        {control => (
          <>
            <TextArea
              {...control}
              value={value}
              onValue={onValue}
              onLeave={onLeave}
              atMost={atMost}
              rows={rows}
            />
            <Box id={countId} className="ui-field__count">
              {t('ui.count', { used: value.length, most: atMost })}
            </Box>
          </>
        )}
      </Field>
    </>
  )
}
