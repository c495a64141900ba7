import { type ReactNode, useId, useState } from 'react'
import { Box, Tap, Words } from './primitives'

interface DisclosureProps {
  title: string
  /** A quieter line below the title. */
  text?: string
  /** A StatusTag at the end of the line. */
  mark?: ReactNode
  onOpen?: () => void
  children: ReactNode
}

/** A line that opens what lies under it, and closes it again. */
export function Disclosure({ title, text, mark, onOpen, children }: DisclosureProps) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const turn = () => {
    if (!isOpen) onOpen?.()
    setOpen(!isOpen)
  }
  return (
    <Box className="ui-disclosure">
      <Tap
        className="ui-disclosure__tap"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onTap={turn}
      >
        <Words className="ui-row__body">
          <Words className="ui-row__title">{title}</Words>
          {text !== undefined && <Words className="ui-row__text">{text}</Words>}
        </Words>
        {mark}
        <Words className={`ui-chevron ui-chevron--${isOpen ? 'up' : 'down'}`} aria-hidden />
      </Tap>
      {isOpen && (
        <Box id={id} className="ui-disclosure__body">
          {children}
        </Box>
      )}
    </Box>
  )
}
