import type { Transaction } from 'sequelize'
import type { Clock } from '../clock'
import type { Database } from '../database'
import type { PopulationPort } from '../gateways/population'
import type { NewJob } from '../jobs'
import type { Limits } from '../limits'
import type { Vault } from '../vault'
import type { Identity } from './identity'
import type { IdentityModels } from './models'

export interface IdentityServices {
  database: Database
  vault: Vault
  clock: Clock
  models: IdentityModels
  limits: Limits
  identity: Identity
  population: PopulationPort
  /** Writes the SMS with a code into the outbox. */
  messaging: {
    codeJob(tx: Transaction, sms: { mobile: string; code: string; expiresAt: Date }): Promise<NewJob>
  }
  enqueue(tx: Transaction, jobs: readonly NewJob[]): Promise<void>
}
