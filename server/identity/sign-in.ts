import { signIn } from '@shared/identity/contract'
import { checkMobile } from '@shared/formats/mobile'
import { maskMobile } from '@shared/formats/mask'
import { Problem } from '@shared/problem'
import { changeRows } from '../database'
import { csrfTokenOf, serve } from '../http'
import type { Limit } from '../limits'
import type { IdentityServices } from './services'

const maxTries = 5
const perAddress: Limit = { name: 'sign-in-address-hour', max: 60, windowMs: 3600_000 }

interface CodeRow {
  id: string
  code_mac: string
}

/**
 * Trades a code for a session (L1). A code takes five guesses, also when a hundred arrive at once: the try is counted
 * before the code is looked at.
 */
export const serveSignIn = (services: IdentityServices) =>
  serve(signIn, async ({ input, address, now, idempotencyKey, once, setSessionCookie }) => {
    const checked = checkMobile(input.mobile)
    if (!checked.ok)
      throw new Problem('INPUT_INVALID', { fields: [{ path: 'mobile', message: checked.why }] })
    const { mobile } = checked
    const { database, vault, limits, identity } = services
    const code = input.code.replace(/\s/g, '')
    // The same intention gets the same token, so a lost answer can be asked for again without a second session.
    const token = vault.keyedMac('session-token', idempotencyKey, `${mobile}\n${code}`)

    const spent = await limits.spend(perAddress, address)
    if (!spent.allowed) throw new Problem('TOO_MANY_TRIES', { retryAfterS: spent.retryAfterS })
    const guess = await countGuess()

    const answer = await once(async (tx, record) => {
      if (!guess || !vault.macMatches(guess.code_mac, 'sign-in-code', guess.id, code))
        throw new Problem('CODE_WRONG')
      const used = await changeRows(
        database,
        "UPDATE sign_in_codes SET state = 'used' WHERE id = ? AND state = 'open'",
        [guess.id],
        tx,
      )
      if (used !== 1) throw new Problem('CODE_WRONG')
      const { accountId } = await identity.beginSession(tx, token, mobile)
      record({
        actor: { kind: 'person', id: accountId },
        action: 'session.begun',
        object: { kind: 'account', id: accountId },
      })
      return {
        level: 1 as const,
        maskedMobile: maskMobile(mobile),
        maskedName: null,
        csrfToken: csrfTokenOf(vault, identity.sessionIdOf(token)),
      }
    })
    setSessionCookie(token)
    return answer

    /** Spends one guess of the open code, outside the deed's transaction so that a wrong one stays spent. */
    async function countGuess(): Promise<CodeRow | null> {
      const index = vault.blindIndex('mobile', mobile)
      const [row] = await database.read<CodeRow>(
        "SELECT id, code_mac FROM sign_in_codes WHERE mobile_index = ? AND state = 'open' AND expires_at > ? " +
          'ORDER BY created_at DESC LIMIT 1',
        [index, now],
      )
      if (!row) return null
      const counted = await changeRows(
        database,
        'UPDATE sign_in_codes SET tries = tries + 1 WHERE id = ? AND tries < ?',
        [row.id, maxTries],
      )
      return counted === 1 ? row : null
    }
  })
