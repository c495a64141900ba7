import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { folderBlobs } from '.'
import { jpeg } from './test/hostile-images'
import { download, openRoom, upload, type Room } from './test/room'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.close())

const dayMs = 24 * 3600_000
const newId = (): string => randomBytes(16).toString('hex')
const age = (file: string, ms: number): void => {
  const then = new Date(Date.now() - ms)
  utimesSync(path.join(room.uploadsDir, file), then, then)
}
const stored = (): string[] =>
  readdirSync(room.uploadsDir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => entry.name)

test('a content whose row never came is removed once it is old; a young one may still get its row', async () => {
  const visitor = room.app.as(room.person())
  const kept = (await upload(visitor, { bytes: await jpeg() })).body.id
  const [old, young, unfinished] = [newId(), newId(), newId()]
  for (const id of [old, young]) await room.materials.keepContent(id, Buffer.from('x'))
  mkdirSync(path.join(room.uploadsDir, 'incoming'), { recursive: true })
  writeFileSync(path.join(room.uploadsDir, 'incoming', unfinished), 'half')
  for (const file of [
    path.join(kept.slice(0, 2), kept),
    path.join(old.slice(0, 2), old),
    path.join('incoming', unfinished),
  ]) {
    age(file, 2 * dayMs)
  }
  expect(await room.materials.sweepOrphans(dayMs)).toBe(2)
  expect(stored().sort()).toEqual([kept, young].sort())
  expect((await download(visitor, kept)).status).toBe(200)
})

test('what no case used for 30 days is forgotten with its content; what a case uses stays', async () => {
  const personId = room.person()
  const visitor = room.app.as(personId)
  const [unused, used] = [
    (await upload(visitor, { bytes: await jpeg() })).body.id,
    (await upload(visitor, { bytes: await jpeg() })).body.id,
  ]
  await room.database.transaction(tx => room.materials.bind(tx, personId, { proof: [used] }, newId()))
  expect(await room.materials.sweep()).toEqual({ unbound: 0, orphans: 0 })
  room.clock.advance(30 * dayMs + 1)
  const fresh = (await upload(visitor, { bytes: await jpeg() })).body.id
  expect(await room.materials.sweep()).toEqual({ unbound: 1, orphans: 0 })
  expect(stored().sort()).toEqual([used, fresh].sort())
  expect((await download(visitor, unused)).status).toBe(404)
})

test('sweeping before anything was ever stored finds nothing', async () => {
  expect(await room.materials.sweep()).toEqual({ unbound: 0, orphans: 0 })
})

test('the folder keeps ids and nothing that looks like a path', async () => {
  const blobs = folderBlobs(room.uploadsDir)
  for (const id of ['../x', 'a/b', '', '.', 'A'.repeat(32), `${'0'.repeat(31)}\0`]) {
    await expect(blobs.put(id, Buffer.from('x'))).rejects.toThrow(RangeError)
    await expect(blobs.get(id)).rejects.toThrow(RangeError)
    await expect(blobs.remove(id)).rejects.toThrow(RangeError)
  }
  expect(await blobs.get(newId())).toBeNull()
  await blobs.remove(newId())
  expect(stored()).toEqual([])
})
