import type { Catalogue } from '../catalogue'
import type { Clock } from '../clock'
import type { Database } from '../database'
import type { Limits } from '../limits'
import type { Vault } from '../vault'
import type { MaterialStore } from './materials'

export interface MaterialServices {
  database: Database
  vault: Vault
  clock: Clock
  limits: Limits
  materials: MaterialStore
  catalogue: Pick<Catalogue, 'find'>
}
