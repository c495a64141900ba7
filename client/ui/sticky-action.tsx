import type { ReactNode } from 'react'
import { Box } from './primitives'

/** What the page is for, always within reach at the lower edge. Give it last. */
export function StickyAction({ children }: { children: ReactNode }) {
  return <Box className="ui-sticky">{children}</Box>
}
