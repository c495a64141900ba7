import type { ReactNode } from 'react'
import { Box } from './primitives'

/** Nothing here, why, and what to do instead. */
export function Empty({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <Box className="ui-empty">
      <Box className="ui-empty__title">{title}</Box>
      {text !== undefined && <Box className="ui-empty__text">{text}</Box>}
      {children}
    </Box>
  )
}
