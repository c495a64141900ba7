import type { Context } from 'koa'
import type { Access } from '@shared/endpoint'
import { Problem } from '@shared/problem'
import type { Vault } from '../vault'
import type { ProviderCaller, SessionHolder } from './call'

/** What the doors need to know; the identity room and the gateways supply it. */
export interface Doorkeeper {
  /** The holder of a session cookie, or null when the token is unknown, ended or too old. */
  findSession(token: string): Promise<SessionHolder | null>
  /** @throws Problem SIGNATURE_REFUSED */
  verifyProvider(system: string, request: ProviderRequest): ProviderCaller
}

export interface ProviderRequest {
  method: string
  /** Path with query, exactly as it arrived. */
  target: string
  header(name: string): string
  parameters: Record<string, string>
  raw: Buffer
}

export const sessionCookie = 'tongban_session'

/** The CSRF token of a session; the client reads it once and sends it with every write. */
export const csrfTokenOf = (vault: Vault, sessionId: string): string =>
  vault.keyedMac('csrf', sessionId, 'token')

/** Is it this session's token, under any key still held? */
export const csrfTokenFits = (vault: Vault, sessionId: string, given: string | null): boolean =>
  vault.macMatches(given ?? '', 'csrf', sessionId, 'token')

/**
 * Deny by default: every kind of access is named here, and a kind without a door stays closed.
 * @throws Problem NOT_SIGNED_IN, LEVEL_TOO_LOW, NOT_ALLOWED
 */
export function admitSession(access: Access, session: SessionHolder | null): void {
  switch (access.is) {
    case 'public':
    case 'provider':
      return
    case 'person':
      if (!session) throw new Problem('NOT_SIGNED_IN')
      if (session.level < access.level) throw new Problem('LEVEL_TOO_LOW')
      return
    case 'staff':
    case 'kiosk':
      throw new Problem('NOT_ALLOWED')
  }
}

/**
 * A write by a signed-in browser must carry its session's token; any browser write must not come from another site.
 * @throws Problem CSRF_REFUSED
 */
export function refuseForgery(context: Context, vault: Vault, session: SessionHolder | null): void {
  if (context.get('Sec-Fetch-Site') === 'cross-site') throw new Problem('CSRF_REFUSED')
  if (!session) return
  if (!csrfTokenFits(vault, session.sessionId, context.get('X-CSRF-Token'))) throw new Problem('CSRF_REFUSED')
}
