import { DatabaseError, Transaction } from 'sequelize'
import { createTestDatabase, type TestDatabase } from '../test/database'
import { columns, isUniqueViolation, migrate, TransactionMissing, type MigrationContext } from '.'
import { thingsMigration, thingsOf } from './things.fixture'

let opened: TestDatabase
beforeEach(async () => {
  opened = await createTestDatabase([thingsMigration])
})
afterEach(() => opened.dispose())

const refusal = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )
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

describe('values', () => {
  test('every kind of value comes back as it went in, from a model, a raw find and a hot read', async () => {
    const Things = thingsOf(opened.database)
    await Things.create(thing)
    expect((await Things.findByPk('one'))?.get({ plain: true })).toEqual(thing)
    expect(await Things.findOne({ where: { at }, raw: true })).toEqual(thing)
    const found = await opened.database.read(
      'SELECT * FROM things WHERE id = ? AND n > ? AND at = ? AND number < ? LIMIT ?',
      ['one', 5, at, 0, 3],
    )
    expect(found).toEqual([{ ...thing, flag: 1 }])
  })

  test('sums, counts and greatest values have the same types on both engines', async () => {
    await thingsOf(opened.database).create(thing)
    const sql = 'SELECT COUNT(*) AS count, SUM(number) AS sum, MAX(at) AS last, MAX(name) AS name FROM things'
    expect(await opened.database.read(sql, [])).toEqual([{ count: 1, sum: -7, last: at, name: thing.name }])
  })

  test('a raw statement keeps the milliseconds of an instant', async () => {
    const { database } = opened
    await thingsOf(database).create({ id: 'one' })
    await database.sequelize.query('UPDATE things SET at = ?', { replacements: [at] })
    await database.sequelize.query('UPDATE things SET n = 1 WHERE at = :at', { replacements: { at } })
    expect(await database.read('SELECT n, at FROM things', [])).toEqual([{ n: 1, at }])
  })

  test('a missing value is null everywhere', async () => {
    await thingsOf(opened.database).create({ id: 'one', facts: null })
    const [row] = await opened.database.read<Record<string, unknown>>(
      'SELECT at, day, facts, body, flag FROM things',
      [],
    )
    expect(row).toEqual({ at: null, day: null, facts: null, body: null, flag: null })
  })

  test('an update that changes nothing still counts the row it matched', async () => {
    const Things = thingsOf(opened.database)
    await Things.bulkCreate([
      { id: 'one', n: 1 },
      { id: 'two', n: 1 },
    ])
    expect(await Things.update({ n: 1 }, { where: { n: 1 } })).toEqual([2])
  })
})

describe('identifiers', () => {
  test("'ABC', 'abc' and 'abc ' are three; a taken one is a unique violation", async () => {
    const Things = thingsOf(opened.database)
    for (const word of ['abc', 'ABC', 'abc ']) await Things.create({ id: word, code: word })
    expect(isUniqueViolation(await refusal(Things.create({ id: 'abc' })))).toBe(true)
    expect(isUniqueViolation(await refusal(Things.create({ id: 'new', code: 'abc ' })))).toBe(true)
    const found = await opened.database.read<{ code: string }>('SELECT code FROM things WHERE code = ?', [
      'abc',
    ])
    expect(found).toEqual([{ code: 'abc' }])
    expect(await Things.count({ where: { code: 'ABC' } })).toBe(1)
  })

  test('one that is too long is refused, counted in bytes, and is no unique violation', async () => {
    const Things = thingsOf(opened.database)
    await Things.create({ id: 'fits', code: '六个字符哈a' + 'b' })
    for (const code of ['123456789012345678901', '一二三四五六七']) {
      const refused = await refusal(Things.create({ id: 'long', code }))
      expect(refused).toBeInstanceOf(DatabaseError)
      expect(isUniqueViolation(refused)).toBe(false)
    }
  })

  test('a missing required value is no unique violation', async () => {
    const refused = await refusal(
      opened.database.sequelize.query("INSERT INTO things (id, n) VALUES ('a', NULL)"),
    )
    expect(refused).toBeInstanceOf(DatabaseError)
    expect(isUniqueViolation(refused)).toBe(false)
  })
})

test('half a fen, and more fen than can be counted exactly, are refused', async () => {
  const Things = thingsOf(opened.database)
  await expect(Things.create({ id: 'half', n: 0.5 })).rejects.toThrow('whole number')
  const tooMany = "INSERT INTO things (id, n) VALUES ('many', 9007199254740993)"
  await expect(opened.database.sequelize.query(tooMany)).rejects.toThrow(DatabaseError)
})

test('a reference to a missing row is refused', async () => {
  const parts = {
    name: '20260102-parts',
    up: (context: MigrationContext) =>
      context.createTable('parts', {
        id: columns.id(),
        thing_id: {
          ...columns.identifier(36),
          references: { model: 'things', key: 'id' },
          onDelete: 'CASCADE',
        },
      }),
    down: (context: MigrationContext) => context.dropTable('parts'),
  }
  const { database } = opened
  await migrate(database, [thingsMigration, parts])
  const add = (thingId: string) =>
    database.sequelize.query('INSERT INTO parts (id, thing_id) VALUES (?, ?)', {
      replacements: ['p', thingId],
    })
  await expect(add('nobody')).rejects.toMatchObject({ name: 'SequelizeForeignKeyConstraintError' })
  await thingsOf(database).create({ id: 'one' })
  await add('one')
  await thingsOf(database).destroy({ where: { id: 'one' } })
  expect(await database.read('SELECT id FROM parts', [])).toEqual([])
})

describe('transactions', () => {
  test('fifty parallel read-modify-write transactions lose no update', async () => {
    const Things = thingsOf(opened.database)
    await Things.create({ id: 'one', n: 0 })
    const addOne = () =>
      opened.database.transaction(async tx => {
        const lock = { transaction: tx, lock: Transaction.LOCK.UPDATE, rejectOnEmpty: true } as const
        const one = await Things.findByPk('one', lock)
        await new Promise(resolve => setImmediate(resolve))
        await one.update({ n: Number(one.n) + 1 }, { transaction: tx })
      })
    await Promise.all(Array.from({ length: 50 }, addOne))
    expect(await opened.database.read('SELECT n FROM things', [])).toEqual([{ n: 50 }])
  })

  test('a throw takes everything back', async () => {
    const Things = thingsOf(opened.database)
    const work = opened.database.transaction(async tx => {
      await Things.create({ id: 'one' }, { transaction: tx })
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(await Things.count()).toBe(0)
  })

  test('a hot read sees its own transaction and, without it, only what is committed', async () => {
    const { database } = opened
    const count = (tx?: Transaction) => database.read('SELECT COUNT(*) AS n FROM things', [], tx)
    await database.transaction(async tx => {
      await thingsOf(database).create({ id: 'one' }, { transaction: tx })
      expect(await count(tx)).toEqual([{ n: 1 }])
      expect(await count()).toEqual([{ n: 0 }])
    })
    expect(await count()).toEqual([{ n: 1 }])
  })

  test('a write that forgot its transaction fails at once and the transaction is taken back', async () => {
    const Things = thingsOf(opened.database)
    const work = opened.database.transaction(async tx => {
      await Things.create({ id: 'in' }, { transaction: tx })
      await Things.create({ id: 'out' })
    })
    await expect(work).rejects.toThrow(TransactionMissing)
    expect(await Things.count()).toBe(0)
    await Things.create({ id: 'later' })
  })

  test('a transaction inside a transaction is refused at once', async () => {
    const { database } = opened
    const inner = database.transaction(() => database.transaction(() => Promise.resolve()))
    await expect(inner).rejects.toThrow(TransactionMissing)
    const hidden = database.transaction(() => database.sequelize.transaction(() => Promise.resolve()))
    await expect(hidden).rejects.toThrow(TransactionMissing)
  })

  test('work started in a transaction may write on its own once the transaction is over', async () => {
    const { database } = opened
    const Things = thingsOf(database)
    let over = () => {}
    const ended = new Promise<void>(resolve => (over = resolve))
    let later: Promise<unknown> = Promise.resolve()
    await database.transaction(async tx => {
      await Things.create({ id: 'one' }, { transaction: tx })
      later = ended.then(() => Things.create({ id: 'two' }))
    })
    over()
    await later
    expect(await Things.count()).toBe(2)
  })

  test('a finished transaction reads nothing more', async () => {
    const { database } = opened
    const kept = await database.transaction(tx => Promise.resolve(tx))
    await expect(database.read('SELECT 1', [], kept)).rejects.toThrow('over')
  })
})

test('a hot read refuses to write', async () => {
  await expect(opened.database.read('DELETE FROM things', [])).rejects.toThrow('only reads')
  const hidden = "WITH one AS (SELECT 'delete') DELETE FROM things"
  await expect(opened.database.read(hidden, [])).rejects.toThrow('only reads')
})

test('a hot read of everything sees a column added later, in its right kind', async () => {
  const { database } = opened
  await thingsOf(database).create({ id: 'one' })
  const everything = () =>
    database.read<Record<string, unknown>>('SELECT * FROM things WHERE id = ?', ['one'])
  expect((await everything())[0]).not.toHaveProperty('seen_at')
  const seen = {
    name: '20260102-seen',
    up: async (context: MigrationContext) => {
      await context.addColumn('things', 'seen_at', { ...columns.instant(), allowNull: true })
      await everything()
      await context.run('UPDATE things SET seen_at = ?', [at])
    },
    down: (context: MigrationContext) => context.dropColumn('things', 'seen_at'),
  }
  await migrate(database, [thingsMigration, seen])
  expect((await everything())[0]).toMatchObject({ seen_at: at })
})

test('a listener hears every statement without its values until it stops listening', async () => {
  const { database } = opened
  const Things = thingsOf(database)
  const heard: string[] = []
  const stop = database.onStatement(sql => heard.push(sql))
  await Things.create({ id: 'secret' })
  await database.read('SELECT id FROM things WHERE id = ?', ['secret'])
  stop()
  await Things.count()
  expect(heard).toHaveLength(2)
  expect(heard[0]).toMatch(/^INSERT INTO/)
  expect(heard.join()).not.toContain("'secret'")
})

test('a closed database answers nothing, and closing twice is harmless', async () => {
  const { database } = opened
  await database.close()
  await database.close()
  await expect(database.read('SELECT 1', [])).rejects.toThrow(/closed/)
})
