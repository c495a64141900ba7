import { changeRows, type Database } from '../database'
import type { BlobStore } from './blob-store'

export interface Swept {
  /** Uploads no case ever used. */
  unbound: number
  /** Contents without a row: the upload failed after the content was written. */
  orphans: number
}

/** 最小必要: what nobody used after this is not kept. */
export const unboundKeptMs = 30 * 24 * 3600_000
const batch = 200

/** Forgets uploads that no case used in time: the row first, so that no row is ever without its content. */
export async function sweepUnbound(database: Database, blobs: BlobStore, now: Date): Promise<number> {
  const before = new Date(now.getTime() - unboundKeptMs)
  let removed = 0
  for (;;) {
    const old = await database.read<{ id: string }>(
      `SELECT id FROM materials WHERE case_id IS NULL AND uploaded_at < ? ORDER BY uploaded_at LIMIT ${batch}`,
      [before],
    )
    for (const { id } of old) {
      // A case may take it between the look and the deed.
      const gone = await changeRows(database, 'DELETE FROM materials WHERE id = ? AND case_id IS NULL', [id])
      if (gone === 0) continue
      await blobs.remove(id)
      removed += 1
    }
    if (old.length < batch) return removed
  }
}

/** `olderThanMs` counts in real time, as files do, and must be longer than any upload takes. */
export async function sweepOrphans(
  database: Database,
  blobs: BlobStore,
  olderThanMs: number,
): Promise<number> {
  const before = Date.now() - olderThanMs
  let removed = 0
  let ids: string[] = []
  const sweepBatch = async (): Promise<void> => {
    if (ids.length === 0) return
    const known = await database.read<{ id: string }>(
      `SELECT id FROM materials WHERE id IN (${ids.map(() => '?').join(', ')})`,
      ids,
    )
    const kept = new Set(known.map(({ id }) => id))
    for (const id of ids.filter(each => !kept.has(each))) {
      await blobs.remove(id)
      removed += 1
    }
    ids = []
  }
  for await (const { id, storedAt } of blobs.list()) {
    if (storedAt.getTime() <= before) ids.push(id)
    if (ids.length >= batch) await sweepBatch()
  }
  await sweepBatch()
  return removed
}
