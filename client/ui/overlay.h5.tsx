import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { keepFocus } from './focus'
import type { OverlayProps } from './overlay.types'

const focusable = 'a[href], button, input, select, textarea, [tabindex="0"]'

/** A layer above the page: focus goes in, stays in, and returns to where it was. Esc dismisses. */
export function Overlay({ labelledBy, describedBy, onDismiss, children }: OverlayProps) {
  const panel = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const giveBack = keepFocus()
    panel.current?.focus()
    return () => void giveBack()
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onDismiss()
    }
    if (event.key === 'Tab') turnAround(event, panel.current)
  }
  return (
    <div className="ui-overlay">
      <div
        ref={panel}
        className="ui-overlay__panel"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        {children}
      </div>
    </div>
  )
}

// At either end the Tab key continues at the other end.
function turnAround(event: KeyboardEvent, panel: HTMLElement | null): void {
  const stops = Array.from(panel?.querySelectorAll<HTMLElement>(focusable) ?? [])
  const first = stops[0]
  const last = stops[stops.length - 1]
  const now = document.activeElement
  if (event.shiftKey && (now === first || now === panel)) {
    event.preventDefault()
    last?.focus()
  } else if (!event.shiftKey && now === last) {
    event.preventDefault()
    first?.focus()
  }
}
