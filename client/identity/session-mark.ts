import { randomKey } from '@/terminal/request'
import { terminal } from '@/terminal/terminal'

const place = 'session-mark'

/** Every sign-in on this device gets a mark of its own; it names nobody. */
export function markSession(): void {
  terminal.remember(place, randomKey())
}

/** Tells whether something remembered on this device belongs to the sign-in now in force. */
export const sessionMark = (): string => terminal.recall(place) ?? ''
