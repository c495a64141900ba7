import { people } from './test/citizen'
import { startSuite, type Suite } from './test/suite'

let suite: Suite
beforeAll(async () => {
  suite = await startSuite()
})
afterAll(() => suite.stop())

const dayMs = 24 * 3600_000
const tables = ['sessions', 'sign_in_codes', 'sms_texts', 'idempotent_answers', 'limit_counters'] as const

test('what ended by itself is forgotten after its days, and the audit is anchored', async () => {
  await suite.citizen().become(people.lin)
  const rows = async (table: string): Promise<number> => {
    const [row] = await suite.server.database.read<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`, [])
    return Number(row?.n)
  }
  for (const table of tables) expect([table, await rows(table)]).not.toEqual([table, 0])
  await suite.passTime(3 * dayMs)
  await suite.server.keepHouse()
  for (const table of tables) expect([table, await rows(table)]).toEqual([table, 0])
  expect(await rows('audit_anchors')).toBeGreaterThan(0)
  expect(await rows('people')).toBe(1)
})
