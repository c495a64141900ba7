import type { ReactNode } from 'react'
import { Box } from './primitives'

/** Names and their values: what was filled in, what was decided. */
export function Facts({ facts }: { facts: readonly { name: string; value: ReactNode }[] }) {
  return (
    <Box as="dl" className="ui-facts">
      {facts.map(({ name, value }) => (
        <Box key={name} className="ui-fact">
          <Box as="dt" className="ui-fact__name">
            {name}
          </Box>
          <Box as="dd" className="ui-fact__value">
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
