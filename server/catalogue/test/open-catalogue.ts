import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { auditMigrations } from '../../audit'
import { answerMigrations } from '../../http'
import { createTestClock } from '../../test/clock'
import { createTestDatabase } from '../../test/database'
import { startRoomApp } from '../../test/room-app'
import { createVault } from '../../vault'
import { catalogueMigrations, catalogueRoutes, createCatalogue } from '..'

/** The demo city's catalogue on a fresh database, behind real HTTP. */
export async function openCatalogue() {
  const { database, dispose } = await createTestDatabase([
    ...auditMigrations,
    ...answerMigrations,
    ...catalogueMigrations,
  ])
  const clock = createTestClock()
  const catalogue = await createCatalogue({ database, place: 'demo' })
  const vault = createVault({ keys: [{ id: 'test', secret: randomBytes(32) }], profile: 'aes' })
  const app = await startRoomApp(catalogueRoutes({ catalogue }), { database, vault, clock })
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tongban-import-'))
  const lines: string[] = []
  return {
    database,
    clock,
    catalogue,
    services: { database, clock, log: (line: string) => void lines.push(line) },
    lines,
    /** Writes a file to import and gives its path. */
    fileOf: (content: unknown, name = 'list.json') => {
      const file = path.join(folder, name)
      writeFileSync(
        file,
        Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content),
      )
      return file
    },
    get: async (address: string) => {
      const response = await app.stranger(address)
      return { status: response.status, body: (await response.json()) as unknown }
    },
    dispose: async () => {
      await app.stop()
      rmSync(folder, { recursive: true, force: true })
      await dispose()
    },
  }
}
