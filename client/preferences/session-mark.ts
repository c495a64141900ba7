import { randomKey } from '@/terminal/request'
import { terminal } from '@/terminal/terminal'

const place = 'session-mark'
let mark = terminal.recall(place) ?? ''

/** Every sign-in on this device gets a mark of its own; it names nobody. */
export function markSession(): void {
  mark = randomKey()
  terminal.remember(place, mark)
}

/** Tells whether something remembered on this device belongs to the sign-in now in force. */
export function sessionMark(): string {
  if (mark === '') markSession()
  return mark
}
