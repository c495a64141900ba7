import { randomBytes } from 'node:crypto'
import type { Transaction } from 'sequelize'
import { Problem } from '@shared/problem'
import { changeRows, isUniqueViolation, type Database } from '../database'
import type { Vault } from '../vault'
import { contentPlace } from './draft.model'
import { CaseContent } from './events'
import type { CaseModels } from './models'

/** A half-filled application: one per person and item, sealed as a whole. */
export interface StoredDraft {
  id: string
  definitionVersion: string
  version: number
  content: CaseContent
  savedAt: Date
}

export interface DraftStore {
  find(personId: string, itemCode: string, tx?: Transaction): Promise<StoredDraft | null>
  /**
   * Saves over `baseVersion` (0 = there is none yet).
   * @throws Problem DRAFT_CHANGED when somebody saved since
   */
  save(
    tx: Transaction,
    of: { personId: string; itemCode: string; definitionVersion: string; baseVersion: number },
    content: CaseContent,
    at: Date,
  ): Promise<StoredDraft>
  /** Removes the draft, of one version when given. @throws Problem DRAFT_CHANGED when that version is gone */
  remove(tx: Transaction, of: { personId: string; itemCode: string; version?: number }): Promise<boolean>
}

export function createDraftStore(services: {
  database: Database
  vault: Vault
  models: CaseModels
}): DraftStore {
  const { database, vault } = services
  const { Draft } = services.models

  const find: DraftStore['find'] = async (personId, itemCode, tx) => {
    const row = await Draft.findOne({
      where: { person_id: personId, item_code: itemCode },
      ...(tx && { transaction: tx }),
    })
    if (!row) return null
    return {
      id: row.id,
      definitionVersion: row.definition_version,
      version: row.version,
      content: CaseContent.parse(JSON.parse(row.content)),
      savedAt: row.saved_at,
    }
  }

  return {
    find,

    async save(tx, of, content, at) {
      const { personId, itemCode, definitionVersion, baseVersion } = of
      const before = await find(personId, itemCode, tx)
      if ((before?.version ?? 0) !== baseVersion) throw new Problem('DRAFT_CHANGED')
      const id = before?.id ?? randomBytes(16).toString('hex')
      const version = baseVersion + 1
      const text = JSON.stringify(content)
      if (!before) {
        const of = { person_id: personId, item_code: itemCode, definition_version: definitionVersion }
        try {
          await Draft.create({ id, ...of, version, content: text, saved_at: at }, { transaction: tx })
        } catch (error) {
          if (isUniqueViolation(error)) throw new Problem('DRAFT_CHANGED')
          throw error
        }
      } else {
        // Saving and looking whether it is still this version are one statement, which a model seals for no row.
        const affected = await changeRows(
          database,
          'UPDATE drafts SET definition_version = ?, version = ?, content = ?, saved_at = ? WHERE id = ? AND version = ?',
          [definitionVersion, version, vault.seal(contentPlace(id), text), at, id, baseVersion],
          tx,
        )
        if (affected !== 1) throw new Problem('DRAFT_CHANGED')
      }
      return { id, definitionVersion, version, content, savedAt: at }
    },

    async remove(tx, { personId, itemCode, version }) {
      const affected = await Draft.destroy({
        where: { person_id: personId, item_code: itemCode, ...(version !== undefined && { version }) },
        transaction: tx,
      })
      if (version !== undefined && affected !== 1) throw new Problem('DRAFT_CHANGED')
      return affected > 0
    },
  }
}
