import { randomBytes } from 'node:crypto'
import { DataTypes, type Model, type ModelStatic } from 'sequelize'
import { columns, type Migration } from '../database'
import { createTestDatabase, type TestDatabase } from '../test/database'
import {
  blindIndexColumn,
  createVault,
  encryptedColumn,
  findSensitivityFaults,
  keyedMacColumn,
  reseal,
  tagged,
  type Vault,
} from '.'

interface Person extends Model {
  id: string
  idNumber: string
  mobile: string | null
  nickname: string
}

const migration: Migration = {
  name: '20260101-people',
  up: async context => {
    await context.createTable('people', {
      id: columns.id(),
      nickname: columns.text(),
      id_number: columns.sealed(),
      id_number_index: columns.blindIndex(),
      id_tail_mac: columns.blindIndex(),
      mobile: { ...columns.sealed(), allowNull: true },
      mobile_index: { ...columns.blindIndex(), allowNull: true },
    })
  },
  down: context => context.dropTable('people'),
}

const table = 'people'
const old = { id: '2024', secret: randomBytes(32) }
const fresh = { id: '2025', secret: randomBytes(32) }
const vault = createVault({ keys: [old], profile: 'aes' })
const rotated = createVault({ keys: [fresh, old], profile: 'aes' })

tagged(table, { id: 'L1', nickname: 'L2' })

function definePeople({ database }: TestDatabase, held: Vault): ModelStatic<Person> {
  return database.sequelize.define<Person>(table, {
    id: { ...columns.id(), defaultValue: () => randomBytes(8).toString('hex') },
    nickname: { type: DataTypes.TEXT, allowNull: false, defaultValue: '' },
    idNumber: encryptedColumn({ table, column: 'idNumber', sensitivity: 'L4' }, held),
    idNumberIndex: blindIndexColumn({
      table,
      column: 'idNumberIndex',
      sensitivity: 'L3',
      purpose: 'id-number',
      from: { column: 'idNumber', normalise: clear => clear.toUpperCase() },
    }),
    idTailMac: keyedMacColumn({
      table,
      column: 'idTailMac',
      sensitivity: 'L3',
      purpose: 'id-tail',
      from: { column: 'idNumber', normalise: clear => clear.slice(-4).toUpperCase() },
    }),
    mobile: encryptedColumn({ table, column: 'mobile', sensitivity: 'L3', allowNull: true }, held),
    mobileIndex: blindIndexColumn({
      table,
      column: 'mobileIndex',
      sensitivity: 'L3',
      allowNull: true,
      purpose: 'mobile',
      from: { column: 'mobile', normalise: clear => clear },
    }),
  })
}

let opened: TestDatabase
let People: ModelStatic<Person>
beforeEach(async () => {
  opened = await createTestDatabase([migration])
  People = definePeople(opened, vault)
})
afterEach(() => opened.dispose())

interface Stored {
  id: string
  id_number: string
  id_number_index: string
  id_tail_mac: string
  mobile: string | null
  mobile_index: string | null
}
const stored = () => opened.database.read<Stored>('SELECT * FROM people ORDER BY id', [])

test('a sealed column is clear in the program and an envelope in the database', async () => {
  await People.create({ id: 'p1', idNumber: '11010119900307851x', mobile: '13800138000' })
  const found = await People.findByPk('p1', { rejectOnEmpty: true })
  expect([found.idNumber, found.mobile]).toEqual(['11010119900307851x', '13800138000'])
  const [row] = await stored()
  expect(row?.id_number).toMatch(/^v1\|2024\|A256GCM\|/)
  expect(JSON.stringify(row)).not.toMatch(/19900307|13800138000/)
})

test('its fingerprints follow it, and find it', async () => {
  await People.create({ id: 'p1', idNumber: '11010119900307851x', mobile: '13800138000' })
  const person = await People.findOne({
    where: { idNumberIndex: vault.blindIndexes('id-number', '11010119900307851X') },
    rejectOnEmpty: true,
  })
  await person.update({ mobile: '13900139000' })
  const [row] = await stored()
  expect(row?.mobile_index).toBe(vault.blindIndex('mobile', '13900139000'))
  expect(vault.macMatches(row?.id_tail_mac ?? '', 'id-tail', 'p1', '851X')).toBe(true)
  await person.update({ mobile: null })
  expect(await stored()).toEqual([expect.objectContaining({ mobile: null, mobile_index: null })])
})

test('a new row with a default id, many rows at once and a repeated write all keep their own seal', async () => {
  const made = await People.create({ idNumber: 'A' })
  await People.bulkCreate([
    { id: 'b1', idNumber: 'B' },
    { id: 'b2', idNumber: 'B' },
  ])
  await People.upsert({ id: 'b2', idNumber: 'C' })
  const all = await People.findAll({ order: [['idNumberIndex', 'ASC']] })
  expect(new Map(all.map(({ id, idNumber }) => [id, idNumber]))).toEqual(
    new Map([
      [made.id, 'A'],
      ['b1', 'B'],
      ['b2', 'C'],
    ]),
  )
})

test('writing the same value again writes nothing', async () => {
  const person = await People.create({ id: 'p1', idNumber: 'A' })
  person.idNumber = 'A'
  expect(person.changed()).toBe(false)
})

test('a value is not sealed before its row has an id', () => {
  const person = People.build({ id: null })
  expect(() => (person.idNumber = 'A')).toThrow(
    'people.idNumber is sealed for its row: give the row its id first',
  )
})

test('a value moved to another row or column in the database does not open', async () => {
  await People.bulkCreate([
    { id: 'p1', idNumber: 'A', mobile: '1' },
    { id: 'p2', idNumber: 'B', mobile: '2' },
  ])
  const [first] = await stored()
  await opened.database.sequelize.query('UPDATE people SET id_number = ?, mobile = ? WHERE id = ?', {
    replacements: [first?.id_number, first?.mobile, 'p2'],
  })
  await opened.database.sequelize.query('UPDATE people SET mobile = id_number WHERE id = ?', {
    replacements: ['p1'],
  })
  const [one, two] = await People.findAll({ order: ['id'] })
  expect(() => two?.idNumber).toThrow('Not what was sealed here: people.idNumber')
  expect(() => two?.mobile).toThrow('Not what was sealed here: people.mobile')
  expect(() => one?.mobile).toThrow('Not what was sealed here: people.mobile')
})

test('clear text reaches the column by no other way', async () => {
  await People.create({ id: 'p1', idNumber: 'A' })
  const before = await stored()
  await expect(People.update({ idNumber: 'B' }, { where: { id: 'p1' } })).rejects.toThrow(
    'load the rows and save',
  )
  await expect(People.update({ idNumber: 'B' }, { where: { id: 'p1' }, validate: false })).rejects.toThrow(
    /row|envelope/,
  )
  await expect(
    People.update({ idNumber: 'B' }, { where: { id: 'p1' }, validate: false, hooks: false }),
  ).rejects.toThrow('envelopes only')
  await expect(People.findAll({ where: { idNumber: 'A' } })).rejects.toThrow('envelopes only')
  expect(await stored()).toEqual(before)
})

test('many rows can forget a value, and its fingerprint, in one statement', async () => {
  await People.bulkCreate([
    { id: 'p1', idNumber: 'A', mobile: '1' },
    { id: 'p2', idNumber: 'B', mobile: '2' },
  ])
  await People.update({ mobile: null, mobileIndex: null }, { where: { id: ['p1', 'p2'] } })
  const forgotten = expect.objectContaining({ mobile: null, mobile_index: null }) as unknown
  expect(await stored()).toEqual([forgotten, forgotten])
})

test('a row with a key of several columns is sealed for all of it, and rotates', async () => {
  const { database } = opened
  const table = 'notes'
  tagged(table, { place: 'L1', nth: 'L1' })
  await database.sequelize.query(
    'CREATE TABLE notes (place VARCHAR(20), nth INTEGER, body TEXT, PRIMARY KEY (place, nth))',
  )
  interface Note extends Model {
    place: string
    nth: number
    body: string
  }
  const Notes = database.sequelize.define<Note>(table, {
    place: { ...columns.identifier(20), primaryKey: true },
    nth: { ...columns.count(), primaryKey: true },
    body: encryptedColumn({ table, column: 'body', sensitivity: 'L3' }, vault),
  })
  const keys = ['a', 'b', 'c'].flatMap(place => [1, 2, 10].map(nth => ({ place, nth })))
  await Notes.bulkCreate(keys.map(key => ({ ...key, body: `${key.place}${key.nth}` })))
  expect(await reseal(database, rotated, { batchSize: 2 })).toMatchObject({ resealed: 9, left: 0 })
  const onlyNew = createVault({ keys: [fresh], profile: 'aes' })
  const rows = await database.read<{ place: string; nth: number; body: string }>('SELECT * FROM notes', [])
  const opens = rows.map(row =>
    onlyNew.open({ table, column: 'body', id: `${row.place}:${row.nth}` }, row.body),
  )
  expect(opens.sort()).toEqual(keys.map(({ place, nth }) => `${place}${nth}`).sort())
})

test('rotation under live reads: every read and every search succeeds, and afterwards the old key is not needed', async () => {
  const count = 400
  const numberOf = (nth: number) => `id-${nth}`
  await People.bulkCreate(
    Array.from({ length: count }, (_, nth) => ({
      id: `p${nth}`,
      idNumber: numberOf(nth),
      mobile: nth % 2 ? `m${nth}` : null,
    })),
  )
  const Live = definePeople(opened, rotated)
  let [done, reads] = [false, 0]
  const reader = async () => {
    while (!done) {
      const nth = (reads * 37) % count
      const where = { idNumberIndex: rotated.blindIndexes('id-number', numberOf(nth).toUpperCase()) }
      const found = await Live.findOne({ where, rejectOnEmpty: true })
      expect([found.id, found.idNumber, found.mobile]).toEqual([
        `p${nth}`,
        numberOf(nth),
        nth % 2 ? `m${nth}` : null,
      ])
      reads += 1
      await new Promise(setImmediate)
    }
  }
  const writer = async () => {
    for (let nth = 0; nth < count; nth += 40) {
      const person = await Live.findByPk(`p${nth + 1}`, { rejectOnEmpty: true })
      await person.update({ mobile: `m${nth + 1}`, nickname: 'met' })
    }
  }
  const readers = [reader(), reader()]
  const [report] = await Promise.all([reseal(opened.database, rotated, { batchSize: 20 }), writer()])
  done = true
  await Promise.all(readers)
  expect(report).toMatchObject({ unopened: [], left: 0 })
  expect(reads).toBeGreaterThan(20)

  const onlyNew = createVault({ keys: [fresh], profile: 'aes' })
  const After = definePeople(opened, onlyNew)
  const all = await After.findAll()
  expect(new Set(all.map(({ id, idNumber }) => `${id} ${idNumber}`)).size).toBe(count)
  for (const nth of [0, 1, 199, 399]) {
    const where = { idNumberIndex: onlyNew.blindIndex('id-number', numberOf(nth).toUpperCase()) }
    expect((await After.findOne({ where }))?.id).toBe(`p${nth}`)
  }
  const tails = (await stored()).map(row => {
    const clear = all.find(({ id }) => id === row.id)?.idNumber ?? ''
    return onlyNew.macMatches(row.id_tail_mac, 'id-tail', row.id, clear.slice(-4).toUpperCase())
  })
  expect(tails).not.toContain(false)
  expect(await reseal(opened.database, onlyNew)).toEqual({ resealed: 0, unopened: [], left: 0 })
})

test('rotation names a value it cannot open, leaves it alone and does the rest', async () => {
  await People.bulkCreate([
    { id: 'p1', idNumber: 'A' },
    { id: 'p2', idNumber: 'B' },
    { id: 'p3', idNumber: 'C' },
  ])
  const [first] = await stored()
  await opened.database.sequelize.query("UPDATE people SET id_number = ? WHERE id = 'p2'", {
    replacements: [first?.id_number],
  })
  const report = await reseal(opened.database, rotated, { batchSize: 1 })
  expect(report).toEqual({ resealed: 2, unopened: [{ table, column: 'idNumber', id: 'p2' }], left: 1 })
})

test('a column without a tag, and a sensitive column in clear, are named', () => {
  expect(findSensitivityFaults(opened.database.sequelize)).toEqual([])
  tagged('careless', { id: 'L1', address: 'L3' })
  opened.database.sequelize.define('careless', {
    id: columns.id(),
    address: columns.text(),
    age: columns.count(),
  })
  expect(findSensitivityFaults(opened.database.sequelize)).toEqual([
    'careless.address is L3 but not sealed',
    'careless.age has no sensitivity tag',
  ])
  expect(() => tagged('careless', { address: 'L1' })).toThrow('careless.address is tagged L3 and L1')
})
