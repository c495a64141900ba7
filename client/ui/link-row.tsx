import type { ReactNode } from 'react'
import type { Target } from '@/terminal/pages'
import { Box, LinkTap, Words } from './primitives'

interface LinkRowProps {
  to: Target
  title: string
  /** One or more quieter lines below the title. */
  text?: string | readonly string[]
  /** A StatusTag or a short word at the end of the row. */
  mark?: ReactNode
}

/** A row that opens a page. The whole row is one link, named by its title and text. */
export function LinkRow({ to, title, text, mark }: LinkRowProps) {
  return (
    <LinkTap className="ui-row" to={to}>
      <Words className="ui-row__body">
        <Words className="ui-row__title">{title}</Words>
        {linesOf(text).map(line => (
          <Words key={line} className="ui-row__text">
            {line}
          </Words>
        ))}
      </Words>
      {mark}
      <Words className="ui-chevron" aria-hidden />
    </LinkTap>
  )
}

const linesOf = (text: string | readonly string[] | undefined): readonly string[] =>
  typeof text === 'string' ? [text] : (text ?? [])

/** Rows one under another, read as a list. */
export function LinkRows({ children }: { children: ReactNode[] }) {
  return (
    <Box as="ul" className="ui-rows">
      {children.map((row, index) => (
        <Box as="li" key={index}>
          {row}
        </Box>
      ))}
    </Box>
  )
}
