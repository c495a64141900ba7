import { useEffect, useState } from 'react'
import { readSession, type Session } from '@shared/identity/contract'
import { call, connectSession, RefusedCall } from '@/api/call'

/** What is known about who is there. */
export type SessionState =
  { is: 'finding' } | { is: 'known'; session: Session } | { is: 'unreachable'; problem: RefusedCall }

const nobody: Session = { level: 0, maskedMobile: null, maskedName: null, csrfToken: null }

let state: SessionState = { is: 'finding' }
let asking: Promise<void> | null = null
const listeners = new Set<(state: SessionState) => void>()
const setToken = connectSession(() => keepSession(nobody), findSession)

function change(next: SessionState): void {
  state = next
  for (const listener of Array.from(listeners)) listener(next)
}

/** Takes in what a sign-in, a verification or a sign-out answered. */
export function keepSession(session: Session): void {
  setToken(session.csrfToken)
  change({ is: 'known', session })
}

/** Asks the server who is there; several askers share one question. */
export function findSession(): Promise<void> {
  asking ??= call(readSession, {})
    .then(keepSession, (problem: unknown) => {
      if (problem instanceof RefusedCall) change({ is: 'unreachable', problem })
      else throw problem
    })
    .then(() => {
      asking = null
    })
  return asking
}

/** Who is there, asked once when the first screen needs it, and kept up to date on every screen. */
export function useSession(): SessionState {
  const [seen, setSeen] = useState(state)
  useEffect(() => {
    listeners.add(setSeen)
    setSeen(state)
    if (state.is === 'finding') void findSession()
    return () => void listeners.delete(setSeen)
  }, [])
  return seen
}
