import { createContext, type ReactNode, useContext } from 'react'
import { classes } from './classes'
import { useOneAtATime, type Work } from './one-at-a-time'
import { Tap, Words } from './primitives'

interface ButtonProps {
  onTap?: Work
  /** Submits the form around it instead. */
  submits?: boolean
  look?: 'main' | 'second' | 'quiet' | 'danger'
  /** Busy from outside; a promise from onTap makes it busy by itself. Taps are ignored meanwhile. */
  busy?: boolean | undefined
  /** Names the button for screen readers when its words alone are ambiguous. */
  label?: string
  children: ReactNode
}

/** Whether the form around is being submitted. */
export const SubmittingContext = createContext(false)

/** The one button. It stays focusable while busy, so that a keyboard or screen reader does not lose its place. */
export function Button({
  onTap,
  submits = false,
  look = 'main',
  busy = false,
  label,
  children,
}: ButtonProps) {
  const [run, running] = useOneAtATime(onTap)
  const submitting = useContext(SubmittingContext) && submits
  const waits = busy || running || submitting
  return (
    <Tap
      className={classes('ui-button', `ui-button--${look}`, waits && 'is-busy')}
      submits={submits && !waits}
      onTap={waits ? undefined : run}
      aria-disabled={waits || undefined}
      aria-busy={waits || undefined}
      aria-label={label}
    >
      {waits && <Words className="ui-spinner" aria-hidden />}
      {children}
    </Tap>
  )
}
