import { createHash, randomBytes } from 'node:crypto'
import { Op, type Transaction } from 'sequelize'
import { Problem } from '@shared/problem'
import type { Clock } from '../clock'
import { changeRows, type Database } from '../database'
import type { SessionHolder } from '../http'
import type { Vault } from '../vault'
import type { IdentityModels } from './models'
import type { PersonRow } from './person.model'
import type { SessionRow } from './session.model'

/** A verified person in clear. Lives in memory for one deed; never logged, never sent to a browser. */
export interface Applicant {
  personId: string
  name: string
  idNumber: string
  /** Null once the number has become somebody else's. */
  mobile: string | null
}

export interface Identity {
  /** @throws Problem NOT_FOUND */
  applicantOf(personId: string): Promise<Applicant>
  /** The holder of a session token; null when it ended, idled out or never was. */
  findSession(token: string): Promise<SessionHolder | null>
  mobileOf(accountId: string, tx?: Transaction): Promise<string>
  /** Begins a session for a phone (L1). Repeating it with the same token changes nothing. */
  beginSession(tx: Transaction, token: string, mobile: string): Promise<{ accountId: string }>
  /**
   * Raises a session to L2 for the person of this ID number and makes the session's mobile that person's number. A
   * number that now answers for somebody else stops being the earlier holder's.
   */
  confirmPerson(
    tx: Transaction,
    sessionId: string,
    found: { name: string; idNumber: string; mobile: string },
  ): Promise<string>
  endSession(tx: Transaction, sessionId: string): Promise<void>
  /** Removes sessions that ended by themselves and codes of earlier days. */
  forgetOld(): Promise<void>
  /** Id under which a token's session is stored; the token itself is stored nowhere. */
  sessionIdOf(token: string): string
}

/** 等保 level 3 asks for an idle limit; both limits end a session for good. */
export const idleLimitMs = 30 * 60_000
export const absoluteLimitMs = 12 * 3600_000
const touchEveryMs = 60_000
const codesKeptMs = 2 * 24 * 3600_000

/**
 * A token is 256 bits that nobody can guess: its plain SM3 digest cannot be turned back, and hangs on no key that a
 * rotation could take from under a session.
 */
const sessionIdOf = (token: string): string => createHash('sm3').update(token).digest('hex')

export function createIdentity(services: {
  database: Database
  vault: Vault
  clock: Clock
  models: IdentityModels
}): Identity {
  const { database, vault, clock } = services
  const { Account, Person, Session } = services.models
  const place = (table: string, column: string, id: string) => ({ table, column, id })
  const newId = (): string => randomBytes(16).toString('hex')

  return {
    sessionIdOf,

    // With every deed: read past the model.
    async applicantOf(personId) {
      const [row] = await database.read<Pick<PersonRow, 'name' | 'id_number' | 'mobile'>>(
        'SELECT name, id_number, mobile FROM people WHERE id = ?',
        [personId],
      )
      if (!row) throw new Problem('NOT_FOUND')
      return {
        personId,
        name: vault.open(place('people', 'name', personId), row.name),
        idNumber: vault.open(place('people', 'id_number', personId), row.id_number),
        mobile: row.mobile === null ? null : vault.open(place('people', 'mobile', personId), row.mobile),
      }
    },

    // With every request: read past the model.
    async findSession(token) {
      const id = sessionIdOf(token)
      const [row] = await database.read<SessionRow>(
        'SELECT account_id, person_id, level, created_at, last_seen_at FROM sessions WHERE id = ?',
        [id],
      )
      if (!row) return null
      const now = clock.now().getTime()
      const idle = now - row.last_seen_at.getTime()
      if (idle > idleLimitMs || now - row.created_at.getTime() > absoluteLimitMs) return null
      if (idle > touchEveryMs) await Session.update({ last_seen_at: new Date(now) }, { where: { id } })
      return {
        sessionId: id,
        accountId: row.account_id,
        personId: row.person_id,
        level: row.level === 2 ? 2 : 1,
      }
    },

    async mobileOf(accountId, tx) {
      const [row] = await database.read<{ mobile: string }>(
        'SELECT mobile FROM accounts WHERE id = ?',
        [accountId],
        tx,
      )
      if (!row) throw new Problem('NOT_SIGNED_IN')
      return vault.open(place('accounts', 'mobile', accountId), row.mobile)
    },

    async beginSession(tx, token, mobile) {
      const now = clock.now()
      const known = await Account.findOne({
        where: { mobile_index: vault.blindIndexes('mobile', mobile) },
        attributes: ['id'],
        transaction: tx,
      })
      const account_id = known?.id ?? newId()
      if (!known) await Account.create({ id: account_id, mobile, created_at: now }, { transaction: tx })
      const session = { id: sessionIdOf(token), account_id, person_id: null, level: 1 }
      await Session.create({ ...session, created_at: now, last_seen_at: now }, { transaction: tx })
      return { accountId: account_id }
    },

    async confirmPerson(tx, sessionId, { name, idNumber, mobile }) {
      const known = await Person.findOne({
        where: { id_number_index: vault.blindIndexes('id-number', idNumber) },
        transaction: tx,
      })
      const personId = known?.id ?? newId()
      await Person.update(
        { mobile: null, mobile_index: null },
        {
          where: { mobile_index: vault.blindIndexes('mobile', mobile), id: { [Op.ne]: personId } },
          transaction: tx,
        },
      )
      const told = { name, mobile, verified_at: clock.now() }
      if (known) await known.update(told, { transaction: tx })
      else await Person.create({ id: personId, id_number: idNumber, ...told }, { transaction: tx })
      await Session.update({ person_id: personId, level: 2 }, { where: { id: sessionId }, transaction: tx })
      return personId
    },

    async forgetOld() {
      const before = (ms: number): Date => new Date(clock.now().getTime() - ms)
      const ended = 'DELETE FROM sessions WHERE last_seen_at < ? OR created_at < ?'
      await changeRows(database, ended, [before(idleLimitMs), before(absoluteLimitMs)])
      await changeRows(database, 'DELETE FROM sign_in_codes WHERE created_at < ?', [before(codesKeptMs)])
    },

    async endSession(tx, sessionId) {
      await Session.destroy({ where: { id: sessionId }, transaction: tx })
    },
  }
}
