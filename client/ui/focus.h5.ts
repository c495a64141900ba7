/** Puts the focus on an element and brings it into view. Nothing happens when it is not there. */
export function focusOn(id: string): void {
  const element = document.getElementById(id)
  if (!element) return
  element.focus({ preventScroll: true })
  element.scrollIntoView({ block: 'start' })
}

/** Remembers what has the focus now; the returned function gives it back and says whether it could. */
export function keepFocus(): () => boolean {
  const held = document.activeElement
  return () => {
    if (!(held instanceof HTMLElement) || held === document.body || !held.isConnected) return false
    held.focus({ preventScroll: true })
    return document.activeElement === held
  }
}
