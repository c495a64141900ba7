import { Op } from 'sequelize'
import { signIn } from '@shared/identity/contract'
import { checkMobile } from '@shared/formats/mobile'
import { maskMobile } from '@shared/formats/mask'
import { Problem } from '@shared/problem'
import { changeRows } from '../database'
import { csrfTokenFits, csrfTokenOf, serve } from '../http'
import type { Limit } from '../limits'
import type { IdentityServices } from './services'
import type { SignInCodeRow } from './sign-in-code.model'

type Guess = Pick<SignInCodeRow, 'id' | 'code_mac'>

const maxTries = 5
const perAddress: Limit = { name: 'sign-in-address-hour', max: 60, windowMs: 3600_000 }

/**
 * Trades a code for a session (L1). A code takes five guesses, also when a hundred arrive at once: the try is counted
 * before the code is looked at.
 */
export const serveSignIn = (services: IdentityServices) =>
  serve(signIn, async ({ input, address, now, idempotencyKey, findSession, once, setSessionCookie }) => {
    const checked = checkMobile(input.mobile)
    if (!checked.ok)
      throw new Problem('INPUT_INVALID', { fields: [{ path: 'mobile', message: checked.why }] })
    const { mobile } = checked
    const { database, vault, limits, identity } = services
    const code = input.code.replace(/\s/g, '')
    const { SignInCode } = services.models
    // The same intention gets the same token, so a lost answer can be asked for again without a second session; also
    // when the key changed in between.
    const [token = '', ...earlier] = vault.keyedMacs('session-token', idempotencyKey, `${mobile}\n${code}`)

    const spent = await limits.spend(perAddress, address)
    if (!spent.allowed) throw new Problem('TOO_MANY_TRIES', { retryAfterS: spent.retryAfterS })
    const guess = await countGuess()
    const before = await findSession()

    const answer = await once(async (tx, record) => {
      if (!guess || !vault.macMatches(guess.code_mac, 'sign-in-code', guess.id, code))
        throw new Problem('CODE_WRONG')
      const [used] = await SignInCode.update(
        { state: 'used' },
        { where: { id: guess.id, state: 'open' }, transaction: tx },
      )
      if (used !== 1) throw new Problem('CODE_WRONG')
      // Whoever signs in anew leaves the session this browser held before.
      if (before) await identity.endSession(tx, before.sessionId)
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
    const begun = earlier.find(each => csrfTokenFits(vault, identity.sessionIdOf(each), answer.csrfToken))
    setSessionCookie(begun ?? token)
    return answer

    /** Spends one guess of the open code, outside the deed's transaction so that a wrong one stays spent. */
    async function countGuess(): Promise<Guess | null> {
      const index = vault.blindIndexes('mobile', mobile)
      const open = await SignInCode.findOne({
        where: { mobile_index: index, state: 'open', expires_at: { [Op.gt]: now } },
        order: [['created_at', 'DESC']],
        attributes: ['id', 'code_mac'],
      })
      if (!open) return null
      // Counting and looking whether it may be counted are one statement: a hundred guesses at once are still five.
      const counted = await changeRows(
        database,
        'UPDATE sign_in_codes SET tries = tries + 1 WHERE id = ? AND tries < ?',
        [open.id, maxTries],
      )
      return counted === 1 ? open : null
    }
  })
