import { createConnection } from 'mysql2/promise'
import { createTestDatabase, type TestDatabase } from '../test/database'
import { isBusy, openDatabase } from '.'
import { thingsMigration, thingsOf } from './things.fixture'

const server = process.env['TEST_DATABASE_URL']
const onMysql = server ? test : test.skip
let opened: TestDatabase

beforeEach(async () => {
  opened = await createTestDatabase([thingsMigration], { gateTimeoutMs: 1_000 })
})
afterEach(() => opened.dispose())

onMysql('every connection is strict, reads what is committed and lives in UTC', async () => {
  const read = async (name: string) =>
    Object.values((await opened.database.read<object>(`SELECT @@SESSION.${name}`, []))[0] ?? {})[0] as string
  expect(await read('tx_isolation').catch(() => read('transaction_isolation'))).toBe('READ-COMMITTED')
  expect(await read('time_zone')).toBe('+00:00')
  expect(await read('sql_mode')).toContain('STRICT_TRANS_TABLES')
})

onMysql('a server that may lose acknowledged writes is reported at start', async () => {
  expect(opened.database.warnings).toEqual([])
  const admin = await createConnection(server ?? '')
  await admin.query('SET GLOBAL innodb_flush_log_at_trx_commit = 2')
  try {
    const careless = await openDatabase(opened.url)
    expect(careless.warnings).toEqual([expect.stringContaining('innodb_flush_log_at_trx_commit is 2')])
    await careless.close()
  } finally {
    await admin.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1')
    await admin.end()
  }
})

onMysql('a row locked for too long is busy, not broken', async () => {
  const { database } = opened
  const Things = thingsOf(database)
  await Things.create({ id: 'one' })
  let finish = () => {}
  const finished = new Promise<void>(resolve => (finish = resolve))
  let begin = () => {}
  const begun = new Promise<void>(resolve => (begin = resolve))
  const holding = database.transaction(async tx => {
    await Things.update({ n: 1 }, { where: { id: 'one' }, transaction: tx })
    begin()
    await finished
  })
  await begun
  const refused: unknown = await Things.update({ n: 2 }, { where: { id: 'one' } }).catch(
    (error: unknown) => error,
  )
  finish()
  await holding
  expect(isBusy(refused)).toBe(true)
})

onMysql('as many transactions as there are connections may all read beside themselves', async () => {
  const { database } = opened
  const Things = thingsOf(database)
  const most = 10
  let here = 0
  let open = () => {}
  const allHere = new Promise<void>(resolve => (open = resolve))
  const work = Array.from({ length: most }, () =>
    database.transaction(async tx => {
      await Things.count({ transaction: tx })
      if ((here += 1) === most) open()
      await allHere
      await Things.findAll({ limit: 1 })
      return database.read('SELECT 1 AS one', [])
    }),
  )
  expect(await Promise.all(work)).toHaveLength(most)
})

onMysql('a reading tool cannot write', async () => {
  const tool = await openDatabase(opened.url, { readOnly: true })
  await expect(thingsOf(tool).create({ id: 'x' })).rejects.toThrow(/READ ONLY/)
  await tool.close()
})

onMysql('an address without a database name is refused', async () => {
  await expect(openDatabase('mysql://root@127.0.0.1:3306')).rejects.toThrow('needs a database name')
})
