import type { Transaction } from 'sequelize'
import type { Material } from '@shared/materials/contract'
import { Problem } from '@shared/problem'
import type { Clock } from '../clock'
import { changeRows, type Database } from '../database'
import type { Vault } from '../vault'
import { folderBlobs, type BlobStore } from './blob-store'
import { contentPlace, defineMaterial, namePlace } from './material.model'
import { sweepOrphans, sweepUnbound, type Swept } from './sweep'

export interface StoredMaterial extends Material {
  caseId: string | null
}

/** What other rooms may do with materials. */
export interface Materials {
  /** Those of the ids that are this person's, in the order given. No SQL when ids is empty. */
  ofPerson(personId: string, ids: readonly string[]): Promise<StoredMaterial[]>
  /** In the order of upload. */
  ofCase(caseId: string): Promise<StoredMaterial[]>
  /**
   * Ties uploads to a case in one statement; tying them to the same case again changes nothing. No SQL when ids is empty.
   * @throws Problem FORM_INCOMPLETE when one is not this person's, is gone, or is tied to another case
   */
  bind(
    tx: Transaction,
    personId: string,
    chosen: Readonly<Record<string, readonly string[]>>,
    caseId: string,
  ): Promise<void>
  /** With its content in clear: for the department that handles the case. */
  read(id: string): Promise<ReadMaterial | null>
}

export interface ReadMaterial {
  material: Material
  caseId: string | null
  personId: string
  bytes: Buffer
}

/** What this room itself does besides. */
export interface MaterialStore extends Materials {
  /** Encrypts a content and stores it durably; only `add` makes a material of it. */
  keepContent(id: string, bytes: Buffer): Promise<void>
  dropContent(id: string): Promise<void>
  add(tx: Transaction, personId: string, itemCode: string, material: Material): Promise<void>
  /** The person's own material; null for everybody else's. */
  readOwn(personId: string, id: string): Promise<ReadMaterial | null>
  /** Bytes this person stored since then. */
  bytesSince(personId: string, since: Date): Promise<number>
  /** Removes contents without a row that are older than this (real time). @returns how many */
  sweepOrphans(olderThanMs: number): Promise<number>
  /** Forgets uploads that no case ever used after 30 days, and contents without a row after a day. */
  sweep(): Promise<Swept>
}

interface MaterialRow {
  id: string
  person_id: string
  kind: string
  mime: string
  size_bytes: number
  file_name: string
  case_id: string | null
}

const select = 'SELECT id, person_id, kind, mime, size_bytes, file_name, case_id FROM materials'
const marks = (all: readonly unknown[]): string => all.map(() => '?').join(', ')
export const orphanAfterMs = 24 * 3600_000

export function createMaterials(services: {
  database: Database
  vault: Vault
  clock: Clock
  uploadsDir: string
  /** A folder at `uploadsDir` unless told. */
  blobs?: BlobStore
}): MaterialStore {
  const { database, vault, clock, blobs = folderBlobs(services.uploadsDir) } = services
  const Stored = defineMaterial(database, vault)
  const open = (row: MaterialRow): StoredMaterial => ({
    id: row.id,
    kind: row.kind,
    fileName: vault.open(namePlace(row.id), row.file_name),
    mime: row.mime,
    sizeBytes: row.size_bytes,
    caseId: row.case_id,
  })

  async function readRow(row: MaterialRow | undefined): Promise<ReadMaterial | null> {
    if (!row) return null
    const sealed = await blobs.get(row.id)
    if (!sealed) throw new Error('the content of a material is missing')
    const { caseId, ...material } = open(row)
    return { material, caseId, personId: row.person_id, bytes: vault.openBytes(contentPlace(row.id), sealed) }
  }

  return {
    async ofPerson(personId, ids) {
      if (ids.length === 0) return []
      const rows = await database.read<MaterialRow>(
        `${select} WHERE person_id = ? AND id IN (${marks(ids)})`,
        [personId, ...ids],
      )
      const byId = new Map(rows.map(row => [row.id, row]))
      return [...new Set(ids)].flatMap(id => byId.get(id) ?? []).map(open)
    },

    async ofCase(caseId) {
      const rows = await database.read<MaterialRow>(`${select} WHERE case_id = ? ORDER BY uploaded_at, id`, [
        caseId,
      ])
      return rows.map(open)
    },

    async bind(tx, personId, chosen, caseId) {
      const slots = Object.entries(chosen).filter(([, ids]) => ids.length > 0)
      const distinct = [...new Set(slots.flatMap(([, ids]) => ids))]
      if (distinct.length === 0) return
      const inSlots = slots.map(([, ids]) => `(kind = ? AND id IN (${marks(ids)}))`).join(' OR ')
      const which = slots.flatMap(([kind, ids]) => [kind, ...ids])
      const bound = await changeRows(
        database,
        `UPDATE materials SET case_id = ? WHERE (${inSlots}) AND person_id = ? AND case_id IS NULL`,
        [caseId, ...which, personId],
        tx,
      )
      if (bound === distinct.length) return
      // A correction may keep what the case already holds.
      const [held] = await database.read<{ held: number }>(
        `SELECT COUNT(*) AS held FROM materials WHERE (${inSlots}) AND person_id = ? AND case_id = ?`,
        [...which, personId, caseId],
        tx,
      )
      if (Number(held?.held) === distinct.length) return
      throw new Problem('FORM_INCOMPLETE', {
        fields: slots.map(([kind]) => ({
          path: `materials.${kind}`,
          message: '有材料已失效、已用于其他办件或放错了位置，请重新上传。',
        })),
      })
    },

    async read(id) {
      const [row] = await database.read<MaterialRow>(`${select} WHERE id = ?`, [id])
      return readRow(row)
    },

    async readOwn(personId, id) {
      const [row] = await database.read<MaterialRow>(`${select} WHERE id = ? AND person_id = ?`, [
        id,
        personId,
      ])
      return readRow(row)
    },

    keepContent: (id, bytes) => blobs.put(id, vault.sealBytes(contentPlace(id), bytes)),
    dropContent: id => blobs.remove(id),

    async add(tx, personId, itemCode, { id, kind, fileName, mime, sizeBytes }) {
      await Stored.create(
        {
          ...{ id, person_id: personId, item_code: itemCode, kind, mime, size_bytes: sizeBytes },
          ...{ file_name: fileName, case_id: null, uploaded_at: clock.now() },
        },
        { transaction: tx },
      )
    },

    async bytesSince(personId, since) {
      const [row] = await database.read<{ stored: number | string | null }>(
        'SELECT SUM(size_bytes) AS stored FROM materials WHERE person_id = ? AND uploaded_at > ?',
        [personId, since],
      )
      return Number(row?.stored ?? 0)
    },

    sweepOrphans: olderThanMs => sweepOrphans(database, blobs, olderThanMs),
    async sweep() {
      const unbound = await sweepUnbound(database, blobs, clock.now())
      return { unbound, orphans: await sweepOrphans(database, blobs, orphanAfterMs) }
    },
  }
}
