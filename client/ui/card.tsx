import { type ReactNode, useId } from 'react'
import { Box } from './primitives'

/** A group of things that belong together, with a heading of its own. */
export function Card({ title, children }: { title?: string; children: ReactNode }) {
  const id = useId()
  return (
    <Box as="section" className="ui-card" aria-labelledby={title ? id : undefined}>
      {title && (
        <Box as="h2" id={id} className="ui-card__title">
          {title}
        </Box>
      )}
      {children}
    </Box>
  )
}
