import { randomBytes } from 'node:crypto'
import type { Transaction } from 'sequelize'
import { Problem } from '@shared/problem'
import { changeRows, insertRows, isUniqueViolation, type Database } from '../database'
import { tagged, type Vault } from '../vault'
import { CaseContent } from './events'

tagged('drafts', {
  id: 'L1',
  person_id: 'L2',
  item_code: 'L1',
  definition_version: 'L1',
  version: 'L1',
  content: 'L4',
  saved_at: 'L1',
})

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

interface DraftRow {
  id: string
  definition_version: string
  version: number
  content: string
  saved_at: Date
}

export function createDraftStore(services: { database: Database; vault: Vault }): DraftStore {
  const { database, vault } = services
  const place = (id: string) => ({ table: 'drafts', column: 'content', id })

  const find: DraftStore['find'] = async (personId, itemCode, tx) => {
    const [row] = await database.read<DraftRow>(
      'SELECT id, definition_version, version, content, saved_at FROM drafts WHERE person_id = ? AND item_code = ?',
      [personId, itemCode],
      tx,
    )
    if (!row) return null
    return {
      id: row.id,
      definitionVersion: row.definition_version,
      version: row.version,
      content: CaseContent.parse(JSON.parse(vault.open(place(row.id), row.content))),
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
      const saved = {
        definition_version: definitionVersion,
        version: baseVersion + 1,
        content: vault.seal(place(id), JSON.stringify(content)),
        saved_at: at,
      }
      if (!before) {
        try {
          await insertRows(
            database,
            'drafts',
            [{ id, person_id: personId, item_code: itemCode, ...saved }],
            tx,
          )
        } catch (error) {
          if (isUniqueViolation(error)) throw new Problem('DRAFT_CHANGED')
          throw error
        }
      } else {
        const affected = await changeRows(
          database,
          'UPDATE drafts SET definition_version = ?, version = ?, content = ?, saved_at = ? WHERE id = ? AND version = ?',
          [definitionVersion, saved.version, saved.content, at, id, baseVersion],
          tx,
        )
        if (affected !== 1) throw new Problem('DRAFT_CHANGED')
      }
      return { id, definitionVersion, version: saved.version, content, savedAt: at }
    },

    async remove(tx, { personId, itemCode, version }) {
      const affected = await changeRows(
        database,
        `DELETE FROM drafts WHERE person_id = ? AND item_code = ?${version === undefined ? '' : ' AND version = ?'}`,
        version === undefined ? [personId, itemCode] : [personId, itemCode, version],
        tx,
      )
      if (version !== undefined && affected !== 1) throw new Problem('DRAFT_CHANGED')
      return affected > 0
    },
  }
}
