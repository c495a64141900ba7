import { useContext, useEffect, useId } from 'react'
import { t } from '@/words/words'
import { AreaContext, elementId } from './area'
import { focusOn } from './focus'
import { Box, Tap } from './primitives'

interface ErrorSummaryProps {
  /** `name` is the field's name; without one the sentence stands alone. A new array takes the focus again. */
  errors: readonly { name?: string; message: string }[]
}

/** All that is wrong, in one place, each line leading to its field. It takes the focus when it appears. */
export function ErrorSummary({ errors }: ErrorSummaryProps) {
  const { prefix } = useContext(AreaContext)
  const id = useId()
  useEffect(() => {
    if (errors.length > 0) focusOn(id)
  }, [errors, id])
  if (errors.length === 0) return null
  return (
    <Box as="section" id={id} focusable className="ui-errors" aria-labelledby={`${id}title`}>
      <Box as="h2" id={`${id}title`} className="ui-errors__title">
        {t('ui.errors.title', { count: errors.length })}
      </Box>
      <Box as="ol" className="ui-errors__list">
        {errors.map(({ name, message }, index) => (
          <Box as="li" key={index}>
            {name === undefined ? (
              message
            ) : (
              <Tap className="ui-errors__tap" onTap={() => focusOn(elementId(prefix, name))}>
                {message}
              </Tap>
            )}
          </Box>
        ))}
      </Box>
    </Box>
  )
}
