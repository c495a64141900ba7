import { keyIdOfBytes, VaultError, type Vault } from '../vault'
import type { BlobStore } from './blob-store'
import { contentPlace } from './material.model'

export interface ContentReport {
  /** Contents sealed anew. */
  resealed: number
  /** Ids of contents that no key held can open; they stay as they are. */
  unopened: string[]
}

/**
 * Rotation: seals every stored content with the current key, one by one, while people read and upload. Safe to stop and
 * repeat.
 */
export async function resealContents(blobs: BlobStore, vault: Vault): Promise<ContentReport> {
  const report: ContentReport = { resealed: 0, unopened: [] }
  for await (const { id } of blobs.list()) {
    const sealed = await blobs.get(id)
    // Not written to its end yet, or removed meanwhile.
    if (!sealed || keyIdOfBytes(sealed) === vault.currentKeyId) continue
    const clear = openOrNothing(vault, id, sealed)
    if (!clear) {
      report.unopened.push(id)
      continue
    }
    await blobs.replace(id, vault.sealBytes(contentPlace(id), clear))
    report.resealed += 1
  }
  return report
}

function openOrNothing(vault: Vault, id: string, sealed: Buffer): Buffer | undefined {
  try {
    return vault.openBytes(contentPlace(id), sealed)
  } catch (error) {
    if (error instanceof VaultError) return undefined
    throw error
  }
}
