import type { ReactNode } from 'react'
import type { Target } from '@/terminal/pages'
import { Box, LinkTap, Words } from './primitives'

/** Tiles side by side where there is room, read as a list. */
export function Tiles({ label, children }: { label: string; children: ReactNode[] }) {
  return (
    <Box as="ul" className="ui-tiles" aria-label={label}>
      {children.map((tile, index) => (
        <Box as="li" key={index} className="ui-tiles__item">
          {tile}
        </Box>
      ))}
    </Box>
  )
}

interface TileProps {
  to: Target
  title: string
  /** One character that helps the eye find it again. */
  sign: string
}

/** A short way to a page. */
export function Tile({ to, title, sign }: TileProps) {
  return (
    <LinkTap className="ui-tile" to={to}>
      <Words className="ui-tile__sign" aria-hidden>
        {sign}
      </Words>
      <Words className="ui-tile__title">{title}</Words>
    </LinkTap>
  )
}
