import type { Draft } from '@shared/cases/contract'
import { RefusedCall } from '@/api/call'
import type { Content } from './draft-content'
import { DraftKeeper, quietMs, type Kept } from './draft-keeper'

const draftOf = (version: number, values: Draft['values'] = {}): Draft => ({
  itemCode: 'any',
  definitionVersion: 'one',
  version,
  savedAt: version === 0 ? null : '2026-03-02T01:00:00.000Z',
  today: '2026-03-02',
  values,
  materials: {},
  prefilled: {},
  silentSources: [],
  applicant: { maskedName: '', maskedIdNumber: '', maskedMobile: '' },
  requiredFields: 0,
  findings: [],
  ruleFindings: [],
})

/** A server that keeps one draft, and may be told what to do with the next save. */
function serverOf(stored: Draft) {
  const server = {
    stored,
    saves: 0,
    next: [] as ((() => void) | 'loseAnswer')[],
    save: (content: Content, baseVersion: number): Promise<Draft> => {
      server.saves += 1
      const what = server.next.shift()
      if (typeof what === 'function') what()
      if (baseVersion !== server.stored.version)
        return Promise.reject(new RefusedCall('DRAFT_CHANGED', 'trace'))
      server.stored = draftOf(baseVersion + 1, content.values)
      if (what === 'loseAnswer') return Promise.reject(new RefusedCall('OUTCOME_UNKNOWN', 'trace'))
      return Promise.resolve(server.stored)
    },
  }
  return server
}

function open(server: ReturnType<typeof serverOf>) {
  const seen: Kept[] = []
  const keeper = new DraftKeeper(server.stored, {
    save: server.save,
    read: () => Promise.resolve(server.stored),
    contentOf: draft => ({ values: draft.values, materials: draft.materials }),
    isSame: (a, b) => JSON.stringify(a.values) === JSON.stringify(b.values),
    onChange: kept => seen.push(kept),
  })
  const type = (name: string) => keeper.edit(now => ({ ...now, values: { ...now.values, name } }))
  return { keeper, type, seen }
}
const offline = () => {
  throw new RefusedCall('OFFLINE', 'trace')
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

test('what is typed is saved once the person pauses, and once only', async () => {
  const server = serverOf(draftOf(0))
  const { keeper, type } = open(server)
  for (const text of ['林', '林晓', '林晓雨']) type(text)
  expect(keeper.now().saving.is).toBe('waiting')
  await jest.advanceTimersByTimeAsync(quietMs)
  expect(server).toMatchObject({ saves: 1, stored: { version: 1, values: { name: '林晓雨' } } })
  expect(keeper.now().saving).toEqual({ is: 'saved', at: server.stored.savedAt })
})

test('what is typed while a save travels is saved after it, and stays on screen', async () => {
  const server = serverOf(draftOf(0))
  const { keeper, type } = open(server)
  type('first')
  const flushed = keeper.flush()
  type('second')
  expect(await flushed).toBe(true)
  expect(server).toMatchObject({ saves: 2, stored: { version: 2, values: { name: 'second' } } })
  expect(keeper.now().content.values['name']).toBe('second')
})

test('a save that fails is tried again by itself, and says so meanwhile', async () => {
  const server = serverOf(draftOf(0))
  server.next = [offline]
  const { keeper, type } = open(server)
  type('kept')
  expect(await keeper.flush()).toBe(false)
  expect(keeper.now().saving.is).toBe('failed')
  expect(keeper.now().content.values['name']).toBe('kept')
  await jest.advanceTimersByTimeAsync(5000)
  expect(server.stored.values).toEqual({ name: 'kept' })
  expect(keeper.now().saving.is).toBe('saved')
})

test('a save whose answer was lost is recognised as our own', async () => {
  const server = serverOf(draftOf(3))
  server.next = ['loseAnswer']
  const { keeper, type } = open(server)
  type('once')
  await keeper.flush()
  type('twice')
  expect(await keeper.flush()).toBe(true)
  expect(server.stored).toMatchObject({ version: 5, values: { name: 'twice' } })
})

describe('when the draft was changed elsewhere', () => {
  const meet = async () => {
    const server = serverOf(draftOf(1, { name: 'before' }))
    const { keeper, type } = open(server)
    server.stored = draftOf(2, { name: 'theirs' })
    type('mine')
    expect(await keeper.flush()).toBe(false)
    expect(keeper.now().saving).toMatchObject({ is: 'changedElsewhere', theirs: { version: 2 } })
    return { server, keeper, type }
  }

  test('nothing is lost on either side until the person chooses', async () => {
    const { server, keeper, type } = await meet()
    type('mine, continued')
    await jest.advanceTimersByTimeAsync(60_000)
    expect(server.stored.values).toEqual({ name: 'theirs' })
    expect(keeper.now().content.values).toEqual({ name: 'mine, continued' })
  })

  test('keeping mine saves it over theirs', async () => {
    const { server, keeper } = await meet()
    expect(await keeper.keepMine()).toBe(true)
    expect(server.stored).toMatchObject({ version: 3, values: { name: 'mine' } })
  })

  test('taking theirs shows it and saves nothing', async () => {
    const { server, keeper } = await meet()
    const { saves } = server
    keeper.takeTheirs()
    await jest.advanceTimersByTimeAsync(60_000)
    expect(keeper.now()).toMatchObject({ content: { values: { name: 'theirs' } }, saving: { is: 'saved' } })
    expect(server.saves).toBe(saves)
  })
})

test('a screen that closes sends what is not saved yet', async () => {
  const server = serverOf(draftOf(0))
  const { keeper, type } = open(server)
  type('last words')
  keeper.close()
  await jest.advanceTimersByTimeAsync(0)
  expect(server.stored.values).toEqual({ name: 'last words' })
})

test('without a session nothing is sent again until the person signed in', async () => {
  const server = serverOf(draftOf(0))
  server.next = [
    () => {
      throw new RefusedCall('NOT_SIGNED_IN', 'trace')
    },
  ]
  const { keeper, type } = open(server)
  type('kept')
  await keeper.flush()
  await jest.advanceTimersByTimeAsync(120_000)
  expect(server.saves).toBe(1)
  expect(await keeper.flush()).toBe(true)
})
