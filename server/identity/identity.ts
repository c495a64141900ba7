import { randomBytes } from 'node:crypto'
import type { Transaction } from 'sequelize'
import { Problem } from '@shared/problem'
import type { Clock } from '../clock'
import { changeRows, insertRows, type Database } from '../database'
import type { SessionHolder } from '../http'
import { tagged, type Vault } from '../vault'

tagged('accounts', { id: 'L2', mobile: 'L3', mobile_index: 'L3', created_at: 'L1' })
tagged('people', {
  id: 'L2',
  name: 'L3',
  id_number: 'L4',
  id_number_index: 'L4',
  mobile: 'L3',
  mobile_index: 'L3',
  verified_at: 'L1',
})
tagged('sessions', {
  id: 'L2',
  account_id: 'L2',
  person_id: 'L2',
  level: 'L1',
  created_at: 'L1',
  last_seen_at: 'L1',
})

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
  /** Id under which a token's session is stored; the token itself is stored nowhere. */
  sessionIdOf(token: string): string
}

/** 等保 level 3 asks for an idle limit; both limits end a session for good. */
export const idleLimitMs = 30 * 60_000
export const absoluteLimitMs = 12 * 3600_000
const touchEveryMs = 60_000

interface SessionRow {
  account_id: string
  person_id: string | null
  level: number
  created_at: Date
  last_seen_at: Date
}

export function createIdentity(services: { database: Database; vault: Vault; clock: Clock }): Identity {
  const { database, vault, clock } = services
  const place = (table: string, column: string, id: string) => ({ table, column, id })
  const newId = (): string => randomBytes(16).toString('hex')
  const sessionIdOf = (token: string): string => vault.blindIndex('session', token)
  const mobileIndex = (mobile: string): string => vault.blindIndex('mobile', mobile)

  return {
    sessionIdOf,

    async applicantOf(personId) {
      const [row] = await database.read<{ name: string; id_number: string; mobile: string | null }>(
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
      if (idle > touchEveryMs) {
        await changeRows(database, 'UPDATE sessions SET last_seen_at = ? WHERE id = ?', [new Date(now), id])
      }
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
      const [known] = await database.read<{ id: string }>(
        'SELECT id FROM accounts WHERE mobile_index = ?',
        [mobileIndex(mobile)],
        tx,
      )
      const accountId = known?.id ?? newId()
      if (!known) {
        await insertRows(
          database,
          'accounts',
          [
            {
              id: accountId,
              mobile: vault.seal(place('accounts', 'mobile', accountId), mobile),
              mobile_index: mobileIndex(mobile),
              created_at: now,
            },
          ],
          tx,
        )
      }
      const session = { id: sessionIdOf(token), account_id: accountId, person_id: null, level: 1 }
      await insertRows(database, 'sessions', [{ ...session, created_at: now, last_seen_at: now }], tx)
      return { accountId }
    },

    async confirmPerson(tx, sessionId, found) {
      const index = vault.blindIndex('id-number', found.idNumber)
      const [known] = await database.read<{ id: string }>(
        'SELECT id FROM people WHERE id_number_index = ?',
        [index],
        tx,
      )
      const personId = known?.id ?? newId()
      const sealed = {
        name: vault.seal(place('people', 'name', personId), found.name),
        mobile: vault.seal(place('people', 'mobile', personId), found.mobile),
        mobile_index: mobileIndex(found.mobile),
        verified_at: clock.now(),
      }
      await changeRows(
        database,
        'UPDATE people SET mobile = NULL, mobile_index = NULL WHERE mobile_index = ? AND id <> ?',
        [sealed.mobile_index, personId],
        tx,
      )
      if (known) {
        await changeRows(
          database,
          'UPDATE people SET name = ?, mobile = ?, mobile_index = ?, verified_at = ? WHERE id = ?',
          [sealed.name, sealed.mobile, sealed.mobile_index, sealed.verified_at, personId],
          tx,
        )
      } else {
        const id_number = vault.seal(place('people', 'id_number', personId), found.idNumber)
        await insertRows(
          database,
          'people',
          [{ id: personId, id_number, id_number_index: index, ...sealed }],
          tx,
        )
      }
      await changeRows(
        database,
        'UPDATE sessions SET person_id = ?, level = 2 WHERE id = ?',
        [personId, sessionId],
        tx,
      )
      return personId
    },

    async endSession(tx, sessionId) {
      await changeRows(database, 'DELETE FROM sessions WHERE id = ?', [sessionId], tx)
    },
  }
}
