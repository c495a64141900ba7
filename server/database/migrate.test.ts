import fs from 'node:fs'
import nodePath from 'node:path'
import { createTestDatabase, type TestDatabase } from '../test/database'
import {
  appliedMigrations,
  columns,
  migrate,
  migrateDown,
  openDatabase,
  pendingMigrations,
  type Migration,
} from '.'
import { thingsMigration } from './things.fixture'

let opened: TestDatabase
beforeEach(async () => {
  opened = await createTestDatabase()
})
afterEach(() => opened.dispose())

const addNote: Migration = {
  name: '20260102-note',
  up: async context => {
    await context.addColumn('things', 'note', { ...columns.identifier(40), allowNull: true })
    await context.addIndex('things', { columns: ['note', 'n'] })
    await context.run('UPDATE things SET note = ?', ['old'])
  },
  down: async context => {
    await context.dropIndex('things', { columns: ['note', 'n'] })
    await context.dropColumn('things', 'note')
  },
}
const broken: Migration = {
  name: '20260103-broken',
  up: async context => {
    await context.run("INSERT INTO things (id) VALUES ('half')")
    throw new Error('the third step is wrong')
  },
  down: () => Promise.resolve(),
}
const all = [thingsMigration, addNote]
const names = all.map(({ name }) => name)

test('up, one step down, and up again', async () => {
  const { database } = opened
  expect(await pendingMigrations(database, all)).toEqual(names)
  expect(await migrate(database, all)).toEqual(names)
  expect(await migrate(database, all)).toEqual([])
  await database.sequelize.query("INSERT INTO things (id, note) VALUES ('one', 'new')")

  expect(await migrateDown(database, all)).toBe(addNote.name)
  expect(await pendingMigrations(database, all)).toEqual([addNote.name])
  await expect(database.read('SELECT note FROM things', [])).rejects.toThrow(/note/)

  expect(await migrate(database, all)).toEqual([addNote.name])
  expect(await database.read('SELECT id, note FROM things', [])).toEqual([{ id: 'one', note: 'old' }])
  expect(await appliedMigrations(database)).toEqual(names)
})

test('down to nothing, then nothing more to take back', async () => {
  const { database } = opened
  await migrate(database, all)
  await migrateDown(database, all)
  await migrateDown(database, all)
  expect(await migrateDown(database, all)).toBeNull()
  expect(await migrate(database, all)).toEqual(names)
})

test('a migration that fails leaves neither rows nor a record, and says its name', async () => {
  const { database } = opened
  await expect(migrate(database, [...all, broken])).rejects.toThrow(
    /20260103-broken.*the third step is wrong/,
  )
  expect(await appliedMigrations(database)).toEqual(names)
  expect(await database.read('SELECT id FROM things', [])).toEqual([])
})

test('two instances that start together migrate once', async () => {
  const second = await openDatabase(opened.url)
  const applied = await Promise.all([migrate(opened.database, all), migrate(second, all)])
  await second.close()
  expect(applied.map(({ length }) => length).sort()).toEqual([0, 2])
  expect(await appliedMigrations(opened.database)).toEqual(names)
})

const onSqlite = process.env['TEST_DATABASE_URL'] ? test.skip : test

onSqlite('a copy of the file precedes each change; the last three are kept', async () => {
  const { database, url } = opened
  const file = url.slice('sqlite:'.length)
  const copies = () => fs.readdirSync(nodePath.dirname(file)).filter(name => name.endsWith('.bak'))
  await migrate(database, [thingsMigration])
  expect(copies()).toEqual([])
  await database.sequelize.query("INSERT INTO things (id) VALUES ('precious')")
  const later = ['2', '3', '4', '5'].map(day => ({
    ...addNote,
    name: `2026020${day}`,
    up: () => Promise.resolve(),
  }))
  for (const count of later.keys()) await migrate(database, [thingsMigration, ...later.slice(0, count + 1)])
  expect(copies().sort()).toEqual(['3', '4', '5'].map(day => `test.sqlite.before-2026020${day}.bak`))

  const copy = await openDatabase(`sqlite:${file}.before-20260203.bak`)
  expect(await copy.read('SELECT id FROM things', [])).toEqual([{ id: 'precious' }])
  await copy.close()
})
