import fs from 'node:fs'
import os from 'node:os'
import nodePath from 'node:path'
import { QueryTypes, type Transaction } from 'sequelize'
import { isBusy, openDatabase, type Database } from '..'

let folder: string
let path: string
let database: Database

beforeEach(async () => {
  folder = fs.mkdtempSync(nodePath.join(os.tmpdir(), 'tongban-driver-'))
  path = nodePath.join(folder, 'test.sqlite')
  database = await openDatabase(`sqlite:${path}`)
  await run('CREATE TABLE counters (id TEXT PRIMARY KEY, n INTEGER NOT NULL)')
  await run("INSERT INTO counters VALUES ('a', 0)")
})
afterEach(async () => {
  await database.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

const run = (sql: string) => database.sequelize.query(sql)
const numbers = () => database.read('SELECT id, n FROM counters ORDER BY id', [])
const opening = <T = void>() => {
  let open: (value: T) => void = () => undefined
  const opened = new Promise<T>(resolve => (open = resolve))
  return { open, opened }
}

test('every connection writes ahead, syncs fully and checks references, inside transactions too', async () => {
  const settings = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1 }
  for (const [name, value] of Object.entries(settings)) {
    const ask = (transaction?: Transaction) =>
      database.sequelize.query(`PRAGMA ${name}`, {
        type: QueryTypes.SELECT,
        ...(transaction && { transaction }),
      })
    expect(await ask()).toEqual([{ [name]: value }])
    expect(await database.transaction(ask)).toEqual([{ [name]: value }])
  }
})

test('reads go on while a transaction is open; writes wait for its end', async () => {
  const { open: finish, opened: finished } = opening()
  const { open: begin, opened: begun } = opening()
  const order: string[] = []
  const transaction = database.transaction(async tx => {
    await database.sequelize.query('UPDATE counters SET n = 1', { transaction: tx })
    begin()
    await finished
    order.push('transaction')
  })
  await begun
  const write = run('WITH one AS (SELECT 5 AS n) UPDATE counters SET n = (SELECT n FROM one)').then(() =>
    order.push('write'),
  )
  expect(await numbers()).toEqual([{ id: 'a', n: 0 }])
  finish()
  await Promise.all([transaction, write])
  expect(order).toEqual(['transaction', 'write'])
  expect(await numbers()).toEqual([{ id: 'a', n: 5 }])
})

test('two spellings of one path share one gate', async () => {
  const link = nodePath.join(folder, 'link.sqlite')
  fs.symlinkSync(path, link)
  const other = await openDatabase(`sqlite:${nodePath.relative(process.cwd(), link)}`)
  const addOne = (through: Database) =>
    through.transaction(async tx => {
      const [row] = await through.read<{ n: number }>('SELECT n FROM counters', [], tx)
      await new Promise(resolve => setImmediate(resolve))
      const replacements = [Number(row?.n) + 1]
      await through.sequelize.query('UPDATE counters SET n = ?', { replacements, transaction: tx })
    })
  await Promise.all(Array.from({ length: 20 }, (_, turn) => addOne(turn % 2 ? other : database)))
  await other.close()
  expect(await numbers()).toEqual([{ id: 'a', n: 20 }])
})

test('a write that waits too long at the gate says why, and the next one gets through', async () => {
  const impatient = await openDatabase(`sqlite:${path}`, { gateTimeoutMs: 20 })
  const { open: finish, opened: finished } = opening()
  const { open: begin, opened: begun } = opening()
  const transaction = database.transaction(() => {
    begin()
    return finished
  })
  await begun
  const refused = await impatient.sequelize
    .query('UPDATE counters SET n = 9')
    .catch((error: unknown) => error)
  expect(refused).toMatchObject({ message: expect.stringMatching(/waited 20 ms for its turn/) })
  expect(isBusy(refused)).toBe(true)
  finish()
  await transaction
  await impatient.sequelize.query('UPDATE counters SET n = 2')
  await impatient.close()
  expect(await numbers()).toEqual([{ id: 'a', n: 2 }])
})

test('a commit that fails takes everything back, says why, and frees the gate', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  await run('CREATE TABLE parts (id TEXT REFERENCES counters (id) DEFERRABLE INITIALLY DEFERRED)')
  const work = database.transaction(transaction =>
    database.sequelize.query("INSERT INTO parts VALUES ('nobody')", { transaction }),
  )
  await expect(work).rejects.toThrow(/FOREIGN KEY/i)
  await run("INSERT INTO counters VALUES ('b', 1)")
  expect(await database.read('SELECT id FROM parts', [])).toEqual([])
  warn.mockRestore()
})

test('nothing more is written once SQLite itself has taken the transaction back', async () => {
  const work = database.transaction(async transaction => {
    const clash = "INSERT OR ROLLBACK INTO counters VALUES ('a', 1)"
    await database.sequelize.query(clash, { transaction }).catch(() => undefined)
    await database.sequelize.query("INSERT INTO counters VALUES ('half', 1)", { transaction })
  })
  await expect(work).rejects.toThrow('already rolled this transaction back')
  expect(await numbers()).toEqual([{ id: 'a', n: 0 }])
})

test('closing with a transaction open takes it back and lets the file be opened again', async () => {
  const { open: begin, opened: begun } = opening()
  const { open: finish, opened: finished } = opening()
  const work = database.transaction(async transaction => {
    await database.sequelize.query('UPDATE counters SET n = 7', { transaction })
    begin()
    await finished
  })
  const ended = expect(work).rejects.toThrow()
  await begun
  await database.close()
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  finish()
  await ended
  warn.mockRestore()
  database = await openDatabase(`sqlite:${path}`)
  expect(await numbers()).toEqual([{ id: 'a', n: 0 }])
})

test('a whole number beyond exact counting is refused rather than rounded', async () => {
  await run("INSERT INTO counters VALUES ('big', 9007199254740993)")
  await expect(numbers()).rejects.toThrow()
})

test('an address without a file is refused', async () => {
  await expect(openDatabase('sqlite::memory:')).rejects.toThrow('needs a file')
  await expect(openDatabase('postgres://localhost/x')).rejects.toThrow('sqlite: or mysql:')
})
