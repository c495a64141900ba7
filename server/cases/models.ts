import type { Database } from '../database'
import type { Vault } from '../vault'
import { defineCaseEvent, type CaseEventModel } from './case-event.model'
import { defineCase, type CaseModel } from './case.model'
import { defineDraft, type DraftModel } from './draft.model'

export interface CaseModels {
  Case: CaseModel
  CaseEvent: CaseEventModel
  Draft: DraftModel
}

/** The tables of this room as models of one database. */
export const defineCaseModels = (database: Database, vault: Vault): CaseModels => ({
  Case: defineCase(database, vault),
  CaseEvent: defineCaseEvent(database, vault),
  Draft: defineDraft(database, vault),
})
