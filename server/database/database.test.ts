import { Transaction } from 'sequelize'
import { createTestDatabase, type TestDatabase } from '../test/database'
import { isUniqueViolation, TransactionMissing } from '.'
import { thingsMigration, thingsOf } from './things.fixture'

let opened: TestDatabase
beforeEach(async () => {
  opened = await createTestDatabase([thingsMigration])
})
afterEach(() => opened.dispose())

test('every kind of value comes back as it went in, from a model, a raw find and a hot read', async () => {
  const Things = thingsOf(opened.database)
  const at = new Date('2026-03-01T02:03:04.567Z')
  const thing = {
    id: 'one',
    name: '张三 🀄',
    n: 9007199254740991,
    number: -7,
    at,
    day: '2026-03-01',
    flag: true,
    facts: { a: [1, '二', null] },
    body: Buffer.from([0, 255, 7]),
    secret: 'v1.abc',
    digest: 'd1',
    code: 'x ',
    version: 0,
  }
  await Things.create(thing)
  expect((await Things.findByPk('one'))?.get({ plain: true })).toEqual(thing)
  expect(await Things.findOne({ where: { at }, raw: true })).toEqual(thing)
  const found = await opened.database.read(
    'SELECT * FROM things WHERE id = ? AND n > ? AND at = ? AND number < ? LIMIT ?',
    ['one', 5, at, 0, 3],
  )
  expect(found).toEqual([{ ...thing, flag: 1 }])
  const sums = 'SELECT COUNT(*) AS count, SUM(number) AS sum, MAX(at) AS last, MAX(name) AS name FROM things'
  expect(await opened.database.read(sums, [])).toEqual([{ count: 1, sum: -7, last: at, name: thing.name }])
})

test('fifty parallel read-modify-write transactions lose no update', async () => {
  const Things = thingsOf(opened.database)
  await Things.create({ id: 'one', n: 0 })
  const addOne = () =>
    opened.database.transaction(async tx => {
      const one = await Things.findByPk('one', {
        transaction: tx,
        lock: Transaction.LOCK.UPDATE,
        rejectOnEmpty: true,
      })
      await new Promise(resolve => setImmediate(resolve))
      await one.update({ n: Number(one.n) + 1 }, { transaction: tx })
    })
  await Promise.all(Array.from({ length: 50 }, addOne))
  expect(await opened.database.read('SELECT n FROM things', [])).toEqual([{ n: 50 }])
})

test('a write that forgot its transaction fails at once', async () => {
  const Things = thingsOf(opened.database)
  await expect(
    opened.database.transaction(async tx => {
      await Things.create({ id: 'in' }, { transaction: tx })
      await Things.create({ id: 'out' })
    }),
  ).rejects.toThrow(TransactionMissing)
  expect(await Things.count()).toBe(0)
})

test("'ABC', 'abc' and 'abc ' are three identifiers; a taken one is a unique violation", async () => {
  const Things = thingsOf(opened.database)
  for (const id of ['abc', 'ABC', 'abc ']) await Things.create({ id })
  const refused: unknown = await Things.create({ id: 'abc' }).catch((error: unknown) => error)
  expect(isUniqueViolation(refused)).toBe(true)
})
