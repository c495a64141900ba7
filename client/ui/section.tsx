import { type ReactNode, useId } from 'react'
import type { Target } from '@/terminal/pages'
import { Box, LinkTap, Words } from './primitives'

interface SectionProps {
  title: string
  /** Leads to the whole of which this section shows a part. */
  more?: { to: Target; words: string }
  children?: ReactNode
}

/** A heading on the page's own ground and what belongs to it. */
export function Section({ title, more, children }: SectionProps) {
  const id = useId()
  return (
    <Box as="section" className="ui-section" aria-labelledby={id}>
      <Box className="ui-section__head">
        <Box as="h2" id={id} className="ui-section__title">
          {title}
        </Box>
        {more && (
          <LinkTap className="ui-section__more" to={more.to}>
            {more.words}
            <Words className="ui-chevron" aria-hidden />
          </LinkTap>
        )}
      </Box>
      {children}
    </Box>
  )
}
