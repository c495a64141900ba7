import { readSession, signOut, type Session } from '@shared/identity/contract'
import { maskMobile, maskName } from '@shared/formats/mask'
import { csrfTokenOf, serve, type SessionHolder } from '../http'
import type { IdentityServices } from './services'

const nobody: Session = { level: 0, maskedMobile: null, maskedName: null, csrfToken: null }

/** What a browser may know about its own session. */
export async function showSession(
  services: IdentityServices,
  holder: SessionHolder | null,
): Promise<Session> {
  if (!holder) return nobody
  const mobile = await services.identity.mobileOf(holder.accountId)
  const name = holder.personId ? (await services.identity.applicantOf(holder.personId)).name : null
  return {
    level: holder.level,
    maskedMobile: maskMobile(mobile),
    maskedName: name === null ? null : maskName(name),
    csrfToken: csrfTokenOf(services.vault, holder.sessionId),
  }
}

export const serveReadSession = (services: IdentityServices) =>
  serve(readSession, async ({ findSession }) => showSession(services, await findSession()))

export const serveSignOut = (services: IdentityServices) =>
  serve(signOut, async ({ findSession, once, setSessionCookie }) => {
    const holder = await findSession()
    const answer = await once(async (tx, record) => {
      if (holder) {
        await services.identity.endSession(tx, holder.sessionId)
        record({
          actor: { kind: 'person', id: holder.personId ?? holder.accountId },
          action: 'session.ended',
          object: { kind: 'account', id: holder.accountId },
        })
      }
      return { signedOut: true }
    })
    setSessionCookie(null)
    return answer
  })
