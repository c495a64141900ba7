import type { ReactNode } from 'react'

export interface OverlayProps {
  /** Ids of the heading and of the text that explain the question. */
  labelledBy: string
  describedBy?: string | undefined
  onDismiss: () => void
  children: ReactNode
}
