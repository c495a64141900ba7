import type { MaterialRequirement } from '@shared/catalogue/item'
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
  /** Of the catalogue, only which materials an item asks for. */
  catalogue: {
    find(itemCode: string): { definition: { materials: readonly MaterialRequirement[] } } | undefined
  }
}
