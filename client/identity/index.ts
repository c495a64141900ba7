/** Who is there: the session, and the door in front of what only its owner may see. */
export { findSession, keepSession, useSession, type SessionState } from './session'
export { SignedInFirst } from './signed-in-first'
