import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { createTestDatabase, type TestDatabase } from '../test/database'
import { createVault } from '../vault'
import { auditMigrations, createAudit, verifyAudit, type Anchor } from '.'

interface Row {
  chain: string
  seq: number
  hash: string
  prev_hash: string
  seal: string
  [field: string]: string | number
}
interface State {
  rows: Row[]
  anchors: Anchor[]
}
type Bad = [chain: string, seq: number]
/** Picks a whole number below the limit. */
type Pick = (limit: number) => number

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_007)
const vault = createVault({ keys: [{ id: 'k1', secret: randomBytes(32) }], profile: 'aes' })
const folder = mkdtempSync(join(tmpdir(), 'tongban-audit-'))
const anchorFile = join(folder, 'anchors')
const CHAINS = ['one', 'three', 'two']

let opened: TestDatabase
let whole: State

beforeAll(async () => {
  opened = await createTestDatabase(auditMigrations)
  const { database } = opened
  const clock = { now: () => new Date('2026-03-01T02:03:04.567Z') }
  const audits = CHAINS.map(chain => createAudit({ database, vault, clock, chain, anchorFile }))
  for (let round = 0; round < 5; round += 1) {
    for (const [nth, audit] of audits.entries()) {
      await audit.transaction(async (_, record) => {
        for (let part = 0; part <= nth; part += 1) {
          record({
            actor: { kind: 'person', id: `p${part}` },
            action: 'case.submitted',
            object: { kind: 'case', id: `c${round}-${nth}-${part}` },
            detail: { feeFen: round },
          })
        }
      })
    }
    await audits[0]?.anchor()
  }
  whole = {
    rows: await database.read<Row>('SELECT * FROM audit_rows ORDER BY chain, seq', []),
    anchors: await database.read<Anchor>('SELECT * FROM audit_anchors ORDER BY seq', []),
  }
})
afterAll(async () => {
  await opened.dispose()
  rmSync(folder, { recursive: true })
  console.info(`audit tampering: SEED=${seed}`)
})

async function store({ rows, anchors }: State): Promise<void> {
  await opened.database.transaction(async transaction => {
    for (const [table, content] of [
      ['audit_rows', rows],
      ['audit_anchors', anchors],
    ] as const) {
      await opened.database.sequelize.query(`DELETE FROM ${table}`, { transaction })
      const fields = Object.keys(content[0] ?? {})
      if (content.length === 0) continue
      const marks = content.map(() => `(${fields.map(() => '?').join(', ')})`)
      await opened.database.sequelize.query(
        `INSERT INTO ${table} (${fields.join(', ')}) VALUES ${marks.join(', ')}`,
        {
          replacements: content.flatMap(one => Object.values(one) as (string | number)[]),
          transaction,
        },
      )
    }
  })
}

/** The documented hash, computed without our code: what anybody with the database can do. */
function hashAnew(row: Row, before: string): Row {
  const fields = [
    'chain',
    'seq',
    'recorded_at',
    'actor_kind',
    'actor_id',
    'action',
    'object_kind',
    'object_id',
    'detail',
  ]
  const content = JSON.stringify(fields.map(field => row[field]))
  const hash = createHash('sm3').update(`${before}|${content}`).digest('hex')
  return { ...row, prev_hash: before, hash }
}

/** Numbers and hashes the rows of one chain anew from the first, as a forger would; with the key, seals them too. */
function relink(rows: Row[], withKey = false): Row[] {
  let before = '0'.repeat(64)
  return rows.map((row, nth) => {
    const linked = hashAnew({ ...row, seq: nth + 1 }, before)
    before = linked.hash
    return withKey ? { ...linked, seal: vault.keyedMac('audit-row', '', linked.hash) } : linked
  })
}

function chooseRow(state: State, pick: Pick): { chain: Row[]; at: number; row: Row; others: Row[] } {
  const name = CHAINS[pick(CHAINS.length)]
  const chain = state.rows.filter(row => row.chain === name)
  const at = pick(chain.length)
  const row = chain[at]
  if (!row) throw new Error('no such row')
  return { chain, at, row, others: state.rows.filter(one => one.chain !== name) }
}

const changed = (value: string | number | undefined) =>
  typeof value === 'number' ? value + 1 : `${value?.slice(0, -1)}~`
const forged = (row: Row): Row => ({ ...row, action: 'payment.refunded' })

const tamperings: Record<string, (state: State, pick: Pick) => { state: State; bad: Bad[]; key?: 'wrong' }> =
  {
    'a field is edited': (state, pick) => {
      const { row } = chooseRow(state, pick)
      const fields = Object.keys(row).filter(field => field !== 'chain' && field !== 'seq')
      const field = fields[pick(fields.length)] ?? 'hash'
      const rows = state.rows.map(one => (one === row ? { ...one, [field]: changed(one[field]) } : one))
      return { state: { ...state, rows }, bad: [[row.chain, row.seq]] }
    },
    'an edited row is hashed anew with all that follow': (state, pick) => {
      const { chain, row, others } = chooseRow(state, pick)
      const rows = [...others, ...relink(chain.map(one => (one === row ? forged(one) : one)))]
      return { state: { ...state, rows }, bad: [[row.chain, row.seq]] }
    },
    'a row is deleted in the middle': (state, pick) => {
      const { row } = chooseRow(state, pick)
      return { state: { ...state, rows: state.rows.filter(one => one !== row) }, bad: [[row.chain, row.seq]] }
    },
    'a row is deleted and the gap closed': (state, pick) => {
      const { chain, row, others } = chooseRow(state, pick)
      const rows = [...others, ...relink(chain.filter(one => one !== row))]
      return { state: { ...state, rows }, bad: [[row.chain, row.seq]] }
    },
    'the tail of a chain is deleted': (state, pick) => {
      const { chain, at, row, others } = chooseRow(state, pick)
      return { state: { ...state, rows: [...others, ...chain.slice(0, at)] }, bad: [[row.chain, row.seq]] }
    },
    'a row is inserted': (state, pick) => {
      const { chain, at, row, others } = chooseRow(state, pick)
      const rows = [...others, ...relink([...chain.slice(0, at), forged(row), ...chain.slice(at)])]
      return { state: { ...state, rows }, bad: [[row.chain, row.seq]] }
    },
    'a forged row is appended': (state, pick) => {
      const { chain, row, others } = chooseRow(state, pick)
      const rows = [...others, ...relink([...chain, forged(row)])]
      return { state: { ...state, rows }, bad: [[row.chain, chain.length + 1]] }
    },
    'a row is put before the first': (state, pick) => {
      const { row } = chooseRow(state, pick)
      return {
        state: { ...state, rows: [...state.rows, { ...row, seq: -pick(3) }] },
        bad: [
          [row.chain, 0],
          [row.chain, -1],
          [row.chain, -2],
        ],
      }
    },
    'two rows change places': (state, pick) => {
      const { chain, at, others } = chooseRow(state, pick)
      const to = (at + 1 + pick(chain.length - 1)) % chain.length
      const [low, high] = [Math.min(at, to), Math.max(at, to)]
      const swapped = chain.map((row, nth) => {
        const from = nth === low ? chain[high] : nth === high ? chain[low] : row
        return { ...(from ?? row), seq: nth + 1 }
      })
      const rows = [...others, ...(pick(2) ? swapped : relink(swapped))]
      return { state: { ...state, rows }, bad: [[chain[0]?.chain ?? '', low + 1]] }
    },
    'an old row is replayed': (state, pick) => {
      const { chain, row, others } = chooseRow(state, pick)
      const again = { ...row, seq: chain.length + 1 }
      const rows = [...others, ...chain, pick(2) ? again : hashAnew(again, chain.at(-1)?.hash ?? '')]
      return { state: { ...state, rows }, bad: [[row.chain, chain.length + 1]] }
    },
    'a row of another chain is replayed': (state, pick) => {
      const { row } = chooseRow(state, pick)
      const target = CHAINS.filter(name => name !== row.chain)[pick(2)] ?? ''
      const seq = state.rows.filter(one => one.chain === target).length + 1
      return {
        state: { ...state, rows: [...state.rows, { ...row, chain: target, seq }] },
        bad: [[target, seq]],
      }
    },
    'a whole new chain is forged': (state, pick) => {
      const { chain } = chooseRow(state, pick)
      const fork = relink(chain.map(one => ({ ...one, chain: 'fork' })))
      return { state: { ...state, rows: [...state.rows, ...fork] }, bad: [['fork', 1]] }
    },
    'a chain is rewritten by somebody who has the key': (state, pick) => {
      const { chain, row, others } = chooseRow(state, pick)
      const rows = [
        ...others,
        ...relink(
          chain.map(one => (one === row ? forged(one) : one)),
          true,
        ),
      ]
      const first = state.anchors
        .flatMap(anchor => JSON.parse(anchor.heads) as [string, number, string][])
        .find(([name, seq]) => name === row.chain && seq >= row.seq)
      return { state: { ...state, rows }, bad: [[row.chain, first?.[1] ?? 0]] }
    },
    'a whole chain is removed': (state, pick) => {
      const { row, others } = chooseRow(state, pick)
      return { state: { ...state, rows: others }, bad: [[row.chain, 1]] }
    },
    'an anchor is removed': (state, pick) => {
      const at = pick(state.anchors.length)
      return {
        state: { ...state, anchors: state.anchors.filter((_, nth) => nth !== at) },
        bad: [['anchors', at + 1]],
      }
    },
    'an anchor is edited': (state, pick) => {
      const at = pick(state.anchors.length)
      const fields = ['anchored_at', 'heads', 'prev_hash', 'hash', 'mac'] as const
      const field = fields[pick(fields.length)] ?? 'mac'
      const anchors = state.anchors.map((anchor, nth) =>
        nth === at ? { ...anchor, [field]: changed(anchor[field]) } : anchor,
      )
      return { state: { ...state, anchors }, bad: [['anchors', at + 1]] }
    },
    'the newest anchors and the rows they name are removed together': (state, pick) => {
      const keep = pick(state.anchors.length)
      const anchors = state.anchors.slice(0, keep)
      const heads = new Map(
        (JSON.parse(anchors.at(-1)?.heads ?? '[]') as [string, number][]).map(([name, seq]) => [name, seq]),
      )
      const rows = state.rows.filter(row => row.seq <= (heads.get(row.chain) ?? 0))
      return { state: { rows, anchors }, bad: [['anchors', keep + 1]] }
    },
    'the last anchor is signed anew by somebody who has the key': state => {
      const last = state.anchors.at(-1)
      if (!last) throw new Error('no anchor')
      const heads = JSON.stringify((JSON.parse(last.heads) as unknown[]).slice(1))
      const content = JSON.stringify([last.seq, last.anchored_at, heads])
      const hash = createHash('sm3').update(`${last.prev_hash}|${content}`).digest('hex')
      const resigned = { ...last, heads, hash, mac: vault.keyedMac('audit-anchor', '', hash) }
      return {
        state: { ...state, anchors: [...state.anchors.slice(0, -1), resigned] },
        bad: [['anchors', last.seq]],
      }
    },
    'the checking vault has another key': state => ({ state, bad: [['anchors', 1]], key: 'wrong' }),
  }

test('untouched, it verifies, and goes on verifying after being stored again', async () => {
  await store(whole)
  expect(await verifyAudit(opened.database, vault, { anchorFile })).toEqual({
    ok: true,
    rows: 30,
    chains: 3,
    anchors: 5,
  })
})

const runs = Math.ceil(Number(process.env.TAMPERINGS ?? 200) / Object.keys(tamperings).length)

test.each(Object.entries(tamperings))('%s: the first bad row is named', async (_, tamper) => {
  const numbers = fc.array(fc.nat(1_000_000), { minLength: 8, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(numbers, async drawn => {
      let nth = 0
      const pick: Pick = limit => (drawn[nth++ % drawn.length] ?? 0) % limit
      const { state, bad, key } = tamper(whole, pick)
      await store(state)
      const held = key
        ? createVault({ keys: [{ id: 'k1', secret: randomBytes(32) }], profile: 'aes' })
        : vault
      const { ok, firstBad } = await verifyAudit(opened.database, held, { anchorFile })
      expect({
        ok,
        firstBad: bad.find(([chain, seq]) => chain === firstBad?.chain && seq === firstBad.seq),
      }).toEqual({
        ok: false,
        firstBad: [firstBad?.chain, firstBad?.seq],
      })
    }),
    { seed, numRuns: runs },
  )
})
