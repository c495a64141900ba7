import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { MaterialRequirement } from '@shared/catalogue/item'
import type { Material } from '@shared/materials/contract'
import type { ProblemBody } from '@shared/problem'
import { createMaterials, materialMigrations, materialRoutes } from '..'
import { auditMigrations } from '../../audit'
import { answerMigrations } from '../../http'
import { createLimits, limitMigrations } from '../../limits'
import { createTestClock } from '../../test/clock'
import { createTestDatabase } from '../../test/database'
import { startRoomApp, type Sending, type Visitor } from '../../test/room-app'
import { createVault } from '../../vault'

const wanted = (key: string, accept: MaterialRequirement['accept']): MaterialRequirement => ({
  key,
  name: key,
  required: true,
  obtain: '自备',
  accept,
  maxFiles: 3,
})

/** The one item of these tests asks for a photo, a paper (PDF) and anything. */
export const itemCode = 'YT-MI-001'
const definition = {
  materials: [wanted('photo', ['image']), wanted('paper', ['pdf']), wanted('proof', ['image', 'pdf'])],
}

/** The room on a real database and a real folder, behind the real path of a request. */
export async function openRoom() {
  const uploadsDir = mkdtempSync(path.join(os.tmpdir(), 'tongban-uploads-'))
  const { database, url, dispose } = await createTestDatabase([
    ...auditMigrations,
    ...answerMigrations,
    ...limitMigrations,
    ...materialMigrations,
  ])
  const vault = createVault({ keys: [{ id: 'k1', secret: randomBytes(32) }], profile: 'aes' })
  const clock = createTestClock()
  const services = { database, vault, clock }
  const materials = createMaterials({ ...services, uploadsDir })
  const catalogue = { find: (code: string) => (code === itemCode ? { definition } : undefined) }
  const limits = createLimits(services)
  const app = await startRoomApp(materialRoutes({ ...services, limits, materials, catalogue }), services)
  const room = {
    ...services,
    uploadsDir,
    databaseUrl: url,
    materials,
    app,
    /** A new person each time, so that nobody runs into another test's limits. */
    person: () => randomBytes(16).toString('hex'),
    async close() {
      await app.stop()
      await dispose()
      rmSync(uploadsDir, { recursive: true, force: true })
    },
  }
  return room
}
export type Room = Awaited<ReturnType<typeof openRoom>>

export interface Upload {
  bytes: Uint8Array
  name?: string
  mime?: string
  kind?: string
  itemCode?: string
}

export interface Uploaded {
  status: number
  headers: Headers
  body: Material & ProblemBody
}

/** Uploads as a browser's form does, and answers whatever came back. */
export async function upload(visitor: Visitor, file: Upload, sending: Sending = {}): Promise<Uploaded> {
  const form = new FormData()
  form.set('itemCode', file.itemCode ?? itemCode)
  form.set('kind', file.kind ?? 'proof')
  form.set('file', new Blob([Buffer.from(file.bytes)], { type: file.mime ?? '' }), file.name ?? 'photo.jpg')
  return answered(await visitor('/api/materials', { method: 'POST', body: form, ...sending }))
}

export const answered = async (response: Response): Promise<Uploaded> => ({
  status: response.status,
  headers: response.headers,
  body: (await response.json()) as Uploaded['body'],
})

export async function download(
  visitor: Visitor,
  id: string,
): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const response = await visitor(`/api/materials/${id}`)
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  }
}
