import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync, appendFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { columns, type Migration } from '../database'
import { createTestDatabase, type TestDatabase } from '../test/database'
import { createVault } from '../vault'
import { AuditError, auditMigrations, createAudit, verifyAudit, type AuditEntry, type AuditOptions } from '.'

const effects: Migration = {
  name: '20260101-effects',
  up: context => context.createTable('effects', { id: columns.id() }),
  down: context => context.dropTable('effects'),
}

const vault = createVault({ keys: [{ id: 'k1', secret: randomBytes(32) }], profile: 'aes' })
const clock = { now: () => new Date('2026-03-01T02:03:04.567Z') }

let opened: TestDatabase
let folder: string
beforeEach(async () => {
  opened = await createTestDatabase([...auditMigrations, effects])
  folder = mkdtempSync(join(tmpdir(), 'tongban-audit-'))
})
afterEach(async () => {
  await opened.dispose()
  rmSync(folder, { recursive: true, force: true })
})

const open = (more: Partial<AuditOptions> = {}) =>
  createAudit({ database: opened.database, vault, clock, ...more })
const entry = (id: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  actor: { kind: 'person', id: 'p1' },
  action: 'case.submitted',
  object: { kind: 'case', id },
  ...more,
})
const write = (sql: string, replacements: unknown[] = []) =>
  opened.database.sequelize.query(sql, { replacements })
const ids = async (table: string, column: string) =>
  (await opened.database.read<{ id: string }>(`SELECT ${column} AS id FROM ${table}`, []))
    .map(({ id }) => id)
    .sort()
const verdict = () => verifyAudit(opened.database, vault)

test('an effect and its audit row are committed together, and rolled back together', async () => {
  const audit = open()
  const submit = (id: string, fails: boolean) =>
    audit.transaction(async (tx, record) => {
      await opened.database.sequelize.query('INSERT INTO effects (id) VALUES (?)', {
        replacements: [id],
        transaction: tx,
      })
      record(entry(id))
      if (fails) throw new Error('changed my mind')
      return id
    })
  expect(await submit('a', false)).toBe('a')
  await expect(submit('b', true)).rejects.toThrow('changed my mind')
  expect(await submit('c', false)).toBe('c')
  expect(await ids('effects', 'id')).toEqual(['a', 'c'])
  expect(await ids('audit_rows', 'object_id')).toEqual(['a', 'c'])
  expect(await verdict()).toEqual({ ok: true, rows: 2, chains: 1, anchors: 0 })
})

test('a row says who did what to which thing, and when', async () => {
  const audit = open({ chain: 'one' })
  await audit.transaction(async (_, record) =>
    record(entry('c1', { detail: { stage: 'received', feeFen: 1200, isLate: false, by: null } })),
  )
  expect(await opened.database.read('SELECT * FROM audit_rows', [])).toEqual([
    expect.objectContaining({
      chain: 'one',
      seq: 1,
      recorded_at: '2026-03-01T02:03:04.567Z',
      actor_kind: 'person',
      actor_id: 'p1',
      action: 'case.submitted',
      object_kind: 'case',
      object_id: 'c1',
      detail: '{"by":null,"feeFen":1200,"isLate":false,"stage":"received"}',
      prev_hash: '0'.repeat(64),
    }),
  ])
})

test('all entries of a transaction are one statement, the last one before the commit', async () => {
  const audit = open()
  await audit.transaction(async (_, record) => record(entry('first')))
  const statements: string[] = []
  const stop = opened.database.onStatement(sql => statements.push(sql))
  await audit.transaction(async (tx, record) => {
    for (let nth = 0; nth < 30; nth += 1) record(entry(`c${nth}`))
    await opened.database.sequelize.query("INSERT INTO effects (id) VALUES ('e')", { transaction: tx })
  })
  stop()
  const inside = statements
    .filter(sql => /insert|select|update/i.test(sql))
    .map(sql => sql.split(' ').slice(0, 3).join(' '))
  expect(inside).toEqual(['INSERT INTO effects', 'INSERT INTO audit_rows'])
  expect((await verdict()).rows).toBe(31)
})

test('a transaction that records nothing writes nothing', async () => {
  await open().transaction(async () => 'nothing to say')
  expect(await verdict()).toEqual({ ok: true, rows: 0, chains: 0, anchors: 0 })
})

test('concurrent transactions, rollbacks and refused rows of many processes leave no gap and no fork', async () => {
  const audits = [open(), open(), open()]
  const deeds = Array.from({ length: 150 }, async (_, nth) =>
    audits[nth % 3]?.transaction(async (tx, record) => {
      record(entry(`c${nth}`))
      await new Promise(setImmediate)
      // The same effect twice is refused by the database: the second one fails in the middle.
      const id = nth % 10 === 9 ? 'same' : `e${nth}`
      await opened.database.sequelize.query('INSERT INTO effects (id) VALUES (?)', {
        replacements: [id],
        transaction: tx,
      })
      record(entry(`c${nth}`, { action: 'case.accepted' }))
      if (nth % 7 === 0) throw new Error('rolled back')
    }),
  )
  const outcomes = await Promise.allSettled(deeds)
  const committed = outcomes.filter(({ status }) => status === 'fulfilled').length
  expect(committed).toBeGreaterThan(100)
  expect(await verdict()).toEqual({ ok: true, rows: committed * 2, chains: 3, anchors: 0 })
  expect((await ids('effects', 'id')).length).toBe(committed)
})

test('after a commit that failed, or whose answer was lost, the chain goes on from what the database has', async () => {
  const { database } = opened
  let lose: 'before' | 'after' | undefined
  const flaky: typeof database = {
    ...database,
    async transaction(work) {
      const how = lose
      lose = undefined
      const result = await database.transaction(async tx => {
        const done = await work(tx)
        if (how === 'before') throw new Error('the connection broke before the commit')
        return done
      })
      if (how === 'after') throw new Error('the answer to the commit was lost')
      return result
    },
  }
  const audit = open({ database: flaky })
  const submit = (id: string) => audit.transaction(async (_, record) => record(entry(id)))
  await submit('a')
  lose = 'before'
  await expect(submit('b')).rejects.toThrow('before the commit')
  await submit('c')
  lose = 'after'
  await expect(submit('d')).rejects.toThrow('was lost')
  await Promise.all([submit('e'), submit('f')])
  expect(await ids('audit_rows', 'object_id')).toEqual(['a', 'c', 'd', 'e', 'f'])
  expect(await verdict()).toEqual({ ok: true, rows: 5, chains: 1, anchors: 0 })
})

test('a process that opens an existing chain goes on where it ended', async () => {
  for (const id of ['a', 'b'])
    await open({ chain: 'one' }).transaction(async (_, record) => record(entry(id)))
  expect(await verdict()).toEqual({ ok: true, rows: 2, chains: 1, anchors: 0 })
})

test('what is recorded after its transaction is refused, not lost', async () => {
  let late: ((entry: AuditEntry) => void) | undefined
  await open().transaction(async (_, record) => void (late = record))
  expect(() => late?.(entry('c1'))).toThrow('recorded after its transaction was over')
})

test.each<[string, Partial<AuditEntry>]>([
  ['a name', { detail: { who: '张三' } }],
  ['a sentence', { detail: { why: 'moved to another flat' } }],
  ['a mobile number', { detail: { to: '13800138000' } }],
  ['a mobile number as a number', { detail: { to: 13800138000 } }],
  ['an ID number', { object: { kind: 'person', id: '11010519491231002X' } }],
  ['an actor without an id', { actor: { kind: 'person', id: '' } }],
  ['a deed without its room', { action: 'submitted' }],
  ['a key that is a sentence', { detail: { 'the name': 'x' } }],
  ['no number', { detail: { fee: Number.NaN } }],
])('an entry with %s is refused, and its effect with it', async (_, more) => {
  const deed = open().transaction(async (tx, record) => {
    await opened.database.sequelize.query("INSERT INTO effects (id) VALUES ('e')", { transaction: tx })
    record(entry('c1', more))
  })
  const error: unknown = await deed.catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(AuditError)
  expect(String(error)).not.toMatch(/张三|13800138000|11010519491231002X|flat/)
  expect(await ids('effects', 'id')).toEqual([])
})

test('case numbers, transaction numbers and credit codes are codes, not persons', async () => {
  await open().transaction(async (_, record) => {
    for (const id of [
      '202603010000000018',
      '4200001234202603011234567890',
      '91440101MA59K2XU1X',
      '01HZX3:2',
    ]) {
      record(entry(id))
    }
  })
  expect((await verdict()).rows).toBe(4)
})

test('one anchor names the heads of all chains, and none is written while nothing moves', async () => {
  const [one, two] = [open({ chain: 'one' }), open({ chain: 'two' })]
  expect(await one.anchor()).toBeUndefined()
  await one.transaction(async (_, record) => record(entry('a')))
  await two.transaction(async (_, record) => record(entry('b')))
  const anchor = await two.anchor()
  expect(JSON.parse(anchor?.heads ?? '')).toEqual([
    ['one', 1, expect.stringMatching(/^[0-9a-f]{64}$/)],
    ['two', 1, expect.stringMatching(/^[0-9a-f]{64}$/)],
  ])
  expect(await one.anchor()).toBeUndefined()
  expect(await verdict()).toEqual({ ok: true, rows: 2, chains: 2, anchors: 1 })
})

test('processes that anchor at the same moment do not disturb each other', async () => {
  const path = join(folder, 'anchors')
  const audits = Array.from({ length: 4 }, () => open({ anchorFile: path }))
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(
      audits.map(async audit => {
        await audit.transaction(async (_, record) => record(entry(`c${round}`)))
        await audit.anchor()
      }),
    )
  }
  expect(await verifyAudit(opened.database, vault, { anchorFile: path })).toMatchObject({
    ok: true,
    rows: 20,
    chains: 4,
  })
})

describe('the anchor file', () => {
  const path = () => join(folder, 'anchors')
  const check = () => verifyAudit(opened.database, vault, { anchorFile: path() })
  async function anchorTimes(times: number) {
    const audit = open({ anchorFile: path() })
    for (let nth = 0; nth < times; nth += 1) {
      await audit.transaction(async (_, record) => record(entry(`c${nth}`)))
      await audit.anchor()
    }
  }

  test('has every anchor, also those written while it was away', async () => {
    await anchorTimes(2)
    const audit = open()
    await audit.transaction(async (_, record) => record(entry('x')))
    await audit.anchor()
    expect(await check()).toMatchObject({ ok: true, anchors: 3 })
    await anchorTimes(1)
    expect(readFileSync(path(), 'utf8').split('\n').length).toBe(5)
    expect(await check()).toMatchObject({ ok: true, anchors: 4 })
  })

  test('heals a line that a crash cut short', async () => {
    await anchorTimes(3)
    const whole = readFileSync(path(), 'utf8')
    writeFileSync(path(), whole.slice(0, -40))
    expect(await check()).toMatchObject({ ok: true })
    await anchorTimes(1)
    expect(await check()).toMatchObject({ ok: true, anchors: 4 })
    appendFileSync(path(), 'nonsense\n[]\n')
    expect(await check()).toMatchObject({ firstBad: { chain: 'anchor-file', seq: 6 } })
  })

  test('shows that the newest anchor was removed from the database', async () => {
    await anchorTimes(3)
    await write('DELETE FROM audit_anchors WHERE seq = 3')
    expect(await verdict()).toMatchObject({ ok: true })
    expect(await check()).toMatchObject({ ok: false, firstBad: { chain: 'anchors', seq: 3 } })
  })

  test('shows that everything was emptied', async () => {
    await anchorTimes(3)
    await write('DELETE FROM audit_anchors')
    await write('DELETE FROM audit_rows')
    expect(await check()).toMatchObject({ ok: false, firstBad: { chain: 'anchors', seq: 1 } })
  })
})

test('20,000 rows verify', async () => {
  const audit = open()
  for (let part = 0; part < 20; part += 1) {
    await audit.transaction(async (_, record) => {
      for (let nth = 0; nth < 1_000; nth += 1) record(entry(`c${part}-${nth}`))
    })
  }
  await audit.anchor()
  expect(await verdict()).toEqual({ ok: true, rows: 20_000, chains: 1, anchors: 1 })
  await write("UPDATE audit_rows SET action = 'case.refused' WHERE seq = 19999")
  expect(await verdict()).toMatchObject({ firstBad: { seq: 19_999, why: 'was changed' } })
})

test('the rows go on verifying after the vault has a new key', async () => {
  const old = { id: 'a', secret: randomBytes(32) }
  const keys = [{ id: 'b', secret: randomBytes(32) }, old]
  const before = open({ chain: 'one', vault: createVault({ keys: [old], profile: 'aes' }) })
  const rotated = createVault({ keys, profile: 'aes' })
  await before.transaction(async (_, record) => record(entry('a')))
  await before.anchor()
  const after = open({ chain: 'two', vault: rotated })
  await after.transaction(async (_, record) => record(entry('b')))
  await after.anchor()
  expect(await verifyAudit(opened.database, rotated)).toMatchObject({ ok: true, rows: 2, anchors: 2 })
})
