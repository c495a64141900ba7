/** 材料: files people hand in. Checked by content, made harmless, encrypted, tied to one case. */
import type { Route } from '../http'
import { serveReadMaterial } from './read-material'
import type { MaterialServices } from './services'
import { serveUploadMaterial } from './upload-material'

export { folderBlobs, type BlobStore } from './blob-store'
export { createMaterials, type Materials, type MaterialStore, type StoredMaterial } from './materials'
export { defineMaterial } from './material.model'
export { materialMigrations } from './migrations'
export { resealContents, type ContentReport } from './reseal-contents'
export type { MaterialServices } from './services'

export const materialRoutes = (services: MaterialServices): Route[] => [
  serveUploadMaterial(services),
  serveReadMaterial(services),
]
