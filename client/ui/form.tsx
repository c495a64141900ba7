import type { ReactNode } from 'react'
import { SubmittingContext } from './button'
import { useOneAtATime, type Work } from './one-at-a-time'
import { Form as PlainForm } from './primitives'

interface FormProps {
  /** Runs once per submission; a promise keeps the form's submit button busy until it settles. */
  onSubmit: Work
  label?: string
  children: ReactNode
}

/** A form whose Enter key and submit button do the work exactly once. */
export function Form({ onSubmit, label, children }: FormProps) {
  const [run, submitting] = useOneAtATime(onSubmit)
  return (
    <SubmittingContext.Provider value={submitting}>
      <PlainForm className="ui-form" onSubmit={run} aria-label={label}>
        {children}
      </PlainForm>
    </SubmittingContext.Provider>
  )
}
