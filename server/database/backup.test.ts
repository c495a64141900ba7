import fs from 'node:fs'
import os from 'node:os'
import nodePath from 'node:path'
import { createTestDatabase, type TestDatabase } from '../test/database'
import { backup, openDatabase, restore, type Database } from '.'
import { thingsMigration, thingsOf } from './things.fixture'

let folder: string
let source: TestDatabase
let target: TestDatabase
const inFolder = (...names: string[]) => nodePath.join(folder, ...names)
const at = new Date('2026-03-01T02:03:04.567Z')
const rows = [
  { id: 'one', name: '张三\n"🀄"\\', n: 9007199254740991, number: -7, at, day: '2026-03-01', flag: true },
  { id: 'two', facts: { a: [1, '二', null] }, body: Buffer.from([0, 255, 10, 39]), code: 'x ', n: 0 },
]

beforeEach(async () => {
  folder = fs.mkdtempSync(nodePath.join(os.tmpdir(), 'tongban-backup-'))
  source = await createTestDatabase([thingsMigration])
  target = await createTestDatabase()
  await thingsOf(source.database).bulkCreate(rows)
  fs.mkdirSync(inFolder('uploads', '2026'), { recursive: true })
  fs.writeFileSync(inFolder('uploads', '2026', '照片.bin'), Buffer.from([1, 2, 3]))
})
afterEach(async () => {
  await source.dispose()
  await target.dispose()
  fs.rmSync(folder, { recursive: true, force: true })
})

const content = async (database: Database) =>
  (await thingsOf(database).findAll({ order: ['id'] })).map(row => row.get({ plain: true }))
const takeBackup = () => backup(source.database, inFolder('uploads'), ['k2026', 'k2027'], inFolder('taken'))
/** The target of the round trip: on SQLite its file goes away first, so that it is as empty as a new machine. */
async function emptyTarget() {
  await target.database.close()
  if (target.url.startsWith('sqlite:')) fs.rmSync(target.url.slice('sqlite:'.length), { force: true })
  return { url: target.url, uploadsFolder: inFolder('restored') }
}

test('what was backed up comes back: rows, uploads, migrations and the ids of the keys', async () => {
  const manifest = await takeBackup()
  expect(manifest).toMatchObject({
    migrations: [thingsMigration.name],
    keyIds: ['k2026', 'k2027'],
    vanished: [],
  })
  const before = await content(source.database)

  const place = await emptyTarget()
  const restored = await restore(inFolder('taken'), place)
  expect(restored.neededKeyIds).toEqual(['k2026', 'k2027'])
  const database = await openDatabase(place.url)
  expect(await content(database)).toEqual(before)
  expect(fs.readFileSync(inFolder('restored', '2026', '照片.bin'))).toEqual(Buffer.from([1, 2, 3]))
  await thingsOf(database).create({ id: 'after' })
  await expect(thingsOf(database).create({ id: 'clash', code: 'x ' })).rejects.toMatchObject({
    name: 'SequelizeUniqueConstraintError',
  })
  await database.close()
})

test('writes that go on beside the backup are in it whole or not at all', async () => {
  const { database } = source
  const Things = thingsOf(database)
  let taking = true
  const writing = async () => {
    for (let turn = 0; taking; turn += 1) {
      await database.transaction(async transaction => {
        await Things.create({ id: `left-${turn}` }, { transaction })
        await Things.create({ id: `right-${turn}` }, { transaction })
      })
    }
  }
  const busy = writing()
  await takeBackup()
  taking = false
  await busy
  const place = await emptyTarget()
  await restore(inFolder('taken'), place)
  const restored = await openDatabase(place.url)
  const count = async (side: string) => {
    const sql = 'SELECT COUNT(*) AS n FROM things WHERE id LIKE ?'
    return (await restored.read<{ n: number }>(sql, [`${side}-%`]))[0]?.n
  }
  expect(await count('left')).toBe(await count('right'))
  await restored.close()
})

test('a tool can take the backup by address while the server has the database', async () => {
  const manifest = await backup(source.url, inFolder('uploads'), [], inFolder('taken'))
  expect(manifest.files.length).toBeGreaterThan(1)
  await thingsOf(source.database).create({ id: 'still works' })
})

test('a target that holds something is refused and left alone, unless told to replace it', async () => {
  await takeBackup()
  await target.database.sequelize.query('CREATE TABLE kept (id INT)')
  await target.database.close()
  const place = { url: target.url, uploadsFolder: inFolder('restored') }
  await expect(restore(inFolder('taken'), place)).rejects.toThrow('not empty')

  fs.mkdirSync(inFolder('restored'))
  fs.writeFileSync(inFolder('restored', 'old.bin'), 'old')
  const { putAside } = await restore(inFolder('taken'), place, { replace: true })
  expect(fs.existsSync(inFolder('restored', 'old.bin'))).toBe(false)
  expect(putAside.some(path => path.startsWith(inFolder('restored.replaced-')))).toBe(true)
  const database = await openDatabase(place.url)
  expect(await content(database)).toHaveLength(rows.length)
  await database.close()
})

test('uploads that hold something are refused before the database is touched', async () => {
  await takeBackup()
  const place = await emptyTarget()
  await expect(restore(inFolder('taken'), { ...place, uploadsFolder: inFolder('uploads') })).rejects.toThrow(
    'not empty',
  )
  await restore(inFolder('taken'), place)
})

test.each([
  [
    'a changed file',
    () => fs.appendFileSync(inFolder('taken', 'uploads', '2026', '照片.bin'), 'x'),
    /照片.bin has changed/,
  ],
  [
    'a missing file',
    () => fs.rmSync(inFolder('taken', 'uploads', '2026', '照片.bin')),
    /照片.bin is missing/,
  ],
  [
    'a file slipped in',
    () => fs.writeFileSync(inFolder('taken', 'uploads', 'extra'), ''),
    /extra is not part/,
  ],
  ['a backup cut short', () => fs.rmSync(inFolder('taken', 'manifest.json')), /no finished backup/],
])('%s is noticed before anything is restored', async (_what, spoil, sentence) => {
  await takeBackup()
  spoil()
  await expect(restore(inFolder('taken'), await emptyTarget())).rejects.toThrow(sentence)
})

test('a backup does not overwrite another, and holds no key material', async () => {
  await takeBackup()
  await expect(takeBackup()).rejects.toThrow('not empty')
  expect(fs.readdirSync(folder).filter(name => name.endsWith('.unfinished'))).toEqual([])
})

test('a backup of one engine does not fill the other', async () => {
  await takeBackup()
  const other =
    source.database.engine === 'sqlite' ? 'mysql://nobody@127.0.0.1:1/none' : `sqlite:${inFolder('x.sqlite')}`
  await expect(restore(inFolder('taken'), { url: other, uploadsFolder: inFolder('r') })).rejects.toThrow(
    'cannot fill',
  )
})
