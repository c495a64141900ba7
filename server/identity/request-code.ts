import { randomBytes, randomInt } from 'node:crypto'
import { requestCode } from '@shared/identity/contract'
import { checkMobile } from '@shared/formats/mobile'
import { Problem } from '@shared/problem'
import { serve } from '../http'
import type { Limit } from '../limits'
import type { IdentityServices } from './services'

export const codeValidMs = 5 * 60_000
export const resendAfterMs = 30_000
const perHour: Limit = { name: 'code-mobile-hour', max: 5, windowMs: 3600_000 }
const perDay: Limit = { name: 'code-mobile-day', max: 10, windowMs: 24 * 3600_000 }
const perAddress: Limit = { name: 'code-address-hour', max: 30, windowMs: 3600_000 }

/**
 * Sends a code. A phone gets one every 30 seconds, 5 an hour and 10 a day; the answer is the same whether or not the
 * number is known here. A new code ends the earlier ones.
 */
export const serveRequestCode = (services: IdentityServices) =>
  serve(requestCode, async ({ input, address, now, once }) => {
    const checked = checkMobile(input.mobile)
    if (!checked.ok)
      throw new Problem('INPUT_INVALID', { fields: [{ path: 'mobile', message: checked.why }] })
    const { mobile } = checked
    const { vault, limits } = services
    const { SignInCode } = services.models
    const index = vault.blindIndex('mobile', mobile)
    const anyIndex = vault.blindIndexes('mobile', mobile)
    const answer = { resendAfterS: resendAfterMs / 1000, validForS: codeValidMs / 1000 }
    return once(async (tx, record) => {
      for (const [limit, subject] of [
        [perAddress, address],
        [perHour, index],
        [perDay, index],
      ] as const) {
        const spent = await limits.spend(limit, subject, tx)
        if (!spent.allowed) throw new Problem('TOO_MANY_TRIES', { retryAfterS: spent.retryAfterS })
      }
      // Looked up behind the counters of this phone: of two requests at the same instant the second sees the first.
      const last = await SignInCode.findOne({
        where: { mobile_index: anyIndex },
        order: [['created_at', 'DESC']],
        attributes: ['created_at'],
        transaction: tx,
      })
      const sinceLast = last ? now.getTime() - last.created_at.getTime() : Infinity
      if (sinceLast < resendAfterMs) {
        throw new Problem('TOO_MANY_TRIES', { retryAfterS: Math.ceil((resendAfterMs - sinceLast) / 1000) })
      }
      const id = randomBytes(16).toString('hex')
      const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
      const expiresAt = new Date(now.getTime() + codeValidMs)
      await SignInCode.update(
        { state: 'replaced' },
        { where: { mobile_index: anyIndex, state: 'open' }, transaction: tx },
      )
      await SignInCode.create(
        {
          id,
          mobile_index: index,
          code_mac: vault.keyedMac('sign-in-code', id, code),
          tries: 0,
          state: 'open',
          created_at: now,
          expires_at: expiresAt,
        },
        { transaction: tx },
      )
      await services.enqueue(tx, [await services.messaging.codeJob(tx, { mobile, code, expiresAt })])
      record({ actor: { kind: 'anonymous', id: '-' }, action: 'code.sent', object: { kind: 'code', id } })
      return answer
    })
  })
