import { ConnectionAcquireTimeoutError, UniqueConstraintError } from 'sequelize'

/** True when a write was refused because a unique value is already taken. */
export const isUniqueViolation = (error: unknown): boolean => error instanceof UniqueConstraintError

// the gate of SQLite; MySQL's lock wait time-out and deadlock
const busyCodes = ['GATE_TIMEOUT', 'SQLITE_BUSY', 'ER_LOCK_WAIT_TIMEOUT', 'ER_LOCK_DEADLOCK']

/** True when the database had no turn for us in time: the same request may simply be tried again. */
export function isBusy(error: unknown): boolean {
  if (error instanceof ConnectionAcquireTimeoutError) return true
  if (!(error instanceof Error)) return false
  const parent = 'parent' in error && error.parent instanceof Error ? error.parent : error
  return 'code' in parent && busyCodes.includes(String(parent.code))
}
