import type { Audit } from '../audit'
import type { Calendar } from '@shared/formats/working-days'
import type { Catalogue } from '../catalogue'
import type { Clock } from '../clock'
import type { Database } from '../database'
import type { DepartmentPort } from '../gateways/departments'
import type { Identity } from '../identity'
import type { NewJob } from '../jobs'
import type { Transaction } from 'sequelize'
import type { Materials } from '../materials'
import type { Messaging } from '../messaging'
import type { Vault } from '../vault'
import type { CaseStore } from './case-store'
import type { DraftStore } from './draft-store'
import type { KnownFacts } from './known-facts'

/** What the deeds of this room work with; everything arrives from outside, nothing is looked up globally. */
export interface CaseServices {
  database: Database
  vault: Vault
  audit: Audit
  clock: Clock
  calendar: Calendar
  catalogue: Catalogue
  identity: Identity
  materials: Materials
  messaging: Messaging
  departments: ReadonlyMap<string, DepartmentPort>
  facts: KnownFacts
  store: CaseStore
  drafts: DraftStore
  enqueue(tx: Transaction, jobs: NewJob[]): Promise<void>
  /** Absolute address of this server, for links that departments fetch. */
  publicUrl: string
}
