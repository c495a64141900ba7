import { verifyIdentity } from '@shared/identity/contract'
import { checkIdNumber } from '@shared/formats/id-number'
import { checkPersonName } from '@shared/formats/person-name'
import { maskMobile, maskName } from '@shared/formats/mask'
import { Problem, type FieldProblem } from '@shared/problem'
import { csrfTokenOf, serve } from '../http'
import type { Limit } from '../limits'
import type { IdentityServices } from './services'

const perAccount: Limit = { name: 'verify-account-day', max: 10, windowMs: 24 * 3600_000 }
const perNumber: Limit = { name: 'verify-number-day', max: 10, windowMs: 24 * 3600_000 }

/** Name and ID number, checked with the population register (L2). */
export const serveVerifyIdentity = (services: IdentityServices) =>
  serve(verifyIdentity, async ({ input, session, once }) => {
    const name = checkPersonName(input.name)
    const id = checkIdNumber(input.idNumber)
    const fields: FieldProblem[] = []
    if (!name.ok) fields.push({ path: 'name', message: name.why })
    if (!id.ok) fields.push({ path: 'idNumber', message: id.why })
    if (!session || !name.ok || !id.ok) throw new Problem('INPUT_INVALID', { fields })

    const { limits, vault, identity, population } = services
    for (const [limit, subject] of [
      [perAccount, session.accountId],
      [perNumber, id.idNumber],
    ] as const) {
      const spent = await limits.spend(limit, subject)
      if (!spent.allowed) throw new Problem('TOO_MANY_TRIES', { retryAfterS: spent.retryAfterS })
    }
    // A wrong name and an unknown number look alike.
    if (!(await population.verify(name.name, id.idNumber))) throw new Problem('IDENTITY_NOT_CONFIRMED')

    return once(async (tx, record) => {
      const mobile = await identity.mobileOf(session.accountId, tx)
      const personId = await identity.confirmPerson(tx, session.sessionId, {
        name: name.name,
        idNumber: id.idNumber,
        mobile,
      })
      record({
        actor: { kind: 'person', id: personId },
        action: 'person.verified',
        object: { kind: 'person', id: personId },
        detail: { level: 2 },
      })
      return {
        level: 2 as const,
        maskedMobile: maskMobile(mobile),
        maskedName: maskName(name.name),
        csrfToken: csrfTokenOf(vault, session.sessionId),
      }
    })
  })
