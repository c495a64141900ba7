import { defineCaseModels } from './cases'
import { defineItemVersion } from './catalogue'
import type { Database } from './database'
import { defineIdempotentAnswer } from './http'
import { defineIdentityModels } from './identity'
import { defineLimitCounter } from './limits'
import { defineMaterial } from './materials'
import { defineMessagingModels } from './messaging'
import { tagged, type Vault } from './vault'

tagged('schema_migrations', { name: 'L1', applied_at: 'L1' })

/**
 * Every model of the server on one database: what rotation and the promises about columns go through. Audit, jobs and
 * imported items are written in bulk or by conditional statements only, and hold nothing sealed: they have none.
 */
export function defineModels(database: Database, vault: Vault): void {
  defineIdempotentAnswer(database, vault)
  defineLimitCounter(database)
  defineIdentityModels(database, vault)
  defineItemVersion(database)
  defineCaseModels(database, vault)
  defineMaterial(database, vault)
  defineMessagingModels(database, vault)
}
