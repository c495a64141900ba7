import type { ReactNode } from 'react'
import type { Target } from '@/terminal/pages'
import { Box, LinkTap, Words } from './primitives'

interface LinkCardProps {
  to: Target
  title: string
  /** A StatusTag after the title. */
  mark?: ReactNode
  children?: ReactNode
}

/** A card that opens a page: the whole card is one link, named by everything it says. */
export function LinkCard({ to, title, mark, children }: LinkCardProps) {
  return (
    <LinkTap className="ui-card ui-link-card" to={to}>
      <Box className="ui-link-card__head">
        <Words className="ui-link-card__title">{title}</Words>
        {mark}
      </Box>
      <Box className="ui-link-card__body">{children}</Box>
      <Words className="ui-chevron" aria-hidden />
    </LinkTap>
  )
}
