import type { Database } from '../database'
import type { Vault } from '../vault'
import { defineAccount, type AccountModel } from './account.model'
import { definePerson, type PersonModel } from './person.model'
import { defineSession, type SessionModel } from './session.model'
import { defineSignInCode, type SignInCodeModel } from './sign-in-code.model'

export interface IdentityModels {
  Account: AccountModel
  Person: PersonModel
  Session: SessionModel
  SignInCode: SignInCodeModel
}

/** The tables of this room as models of one database. */
export const defineIdentityModels = (database: Database, vault: Vault): IdentityModels => ({
  Account: defineAccount(database, vault),
  Person: definePerson(database, vault),
  Session: defineSession(database),
  SignInCode: defineSignInCode(database),
})
