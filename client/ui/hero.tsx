import type { ReactNode } from 'react'
import { Box } from './primitives'

/** The head of the home page: what follows its heading, on the colour of the bar, as wide as the window. */
export function Hero({ children }: { children: ReactNode }) {
  return <Box className="ui-hero">{children}</Box>
}
