import { answerMigrations } from './http'
import { auditMigrations } from './audit'
import { caseMigrations } from './cases'
import { catalogueMigrations } from './catalogue'
import type { Migration } from './database'
import { identityMigrations } from './identity'
import { jobMigrations } from './jobs'
import { limitMigrations } from './limits'
import { materialMigrations } from './materials'
import { messagingMigrations } from './messaging'

/** Every room's migrations in the order of their names. */
export const allMigrations: readonly Migration[] = [
  ...auditMigrations,
  ...answerMigrations,
  ...limitMigrations,
  ...jobMigrations,
  ...identityMigrations,
  ...catalogueMigrations,
  ...caseMigrations,
  ...materialMigrations,
  ...messagingMigrations,
].sort((a, b) => (a.name < b.name ? -1 : 1))
