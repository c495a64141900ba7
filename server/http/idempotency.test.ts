import type { Settings } from '@config/server'
import type { Endpoint } from '@shared/endpoint'
import { requestCode } from '@shared/identity/contract'
import { readCase, readDraft, saveDraft } from '@shared/cases/contract'
import { listMessages } from '@shared/messaging/contract'
import { addDays } from '@shared/formats/day'
import { startServer, type RunningServer } from '../start-server'
import { newestCode, newKey, people, type Citizen } from '../test/citizen'
import { knock, type Answered, type Knock } from '../test/knock'
import { letOfficersDecide } from '../test/officer'
import { askForCorrection, filing, movedAway, photo, submitFiling } from '../test/scene'
import { freePort, startSuite, type Suite } from '../test/suite'

/** One intention, sent fifty times at once: one effect and one answer. On MySQL half of them reach a second server. */
let suite: Suite
let second: RunningServer | null = null
let doors: Suite[]
let lin: Citizen
let chen: Citizen
beforeAll(async () => {
  suite = await startSuite({ TRUST_PROXY: 1 })
  await letOfficersDecide(suite)
  doors = [suite]
  if (suite.settings.DATABASE_URL.startsWith('mysql:')) {
    const settings: Settings = { ...suite.settings, PORT: await freePort() }
    second = await startServer(settings, { logTo: { write: (line: string) => void suite.logs.push(line) } })
    doors.push({ ...suite, url: second.url.replace(/\/$/, '') })
  }
  ;[lin, chen] = [suite.citizen(), suite.citizen()]
  await lin.become(people.lin)
  await chen.become(people.chen)
})
afterAll(async () => {
  await second?.stop()
  await suite.stop()
})

const times = 50
let phones = 0
const newPhone = (): string => `199003${String((phones += 1)).padStart(5, '0')}`
const as = (citizen: Citizen): Knock['as'] => ({ is: 'citizen', citizen })

interface Intention extends Pick<Knock, 'as' | 'input' | 'file'> {
  /** Another content under the same key; null when there is none. */
  other: Partial<Pick<Knock, 'input' | 'file'>> | null
  /** Counts the effect; it must rise (or sink) by exactly this much. */
  effect: [sql: string, values: string[], by: number]
}

const rows = (table: string, where = '1 = 1', ...values: string[]): [string, string[]] => [
  `SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`,
  values,
]
const events = (caseNumber: string, type: string): [string, string[]] => [
  'SELECT COUNT(*) AS n FROM case_events e JOIN cases c ON c.id = e.case_id WHERE c.case_number = ? AND e.type = ?',
  [caseNumber, type],
]

async function draftOf(citizen: Citizen): Promise<number> {
  const values = { ...movedAway(), kind: 'temporary' }
  return (await citizen.call(saveDraft, { itemCode: filing, baseVersion: 0, values, materials: {} })).version
}

/** For every write: a fresh state of things in which it can happen once. */
const intentions: Record<string, (nth: number) => Promise<Intention>> = {
  async requestCode() {
    return {
      as: as(suite.citizen()),
      input: { mobile: newPhone() },
      other: { input: { mobile: newPhone() } },
      effect: [...rows('sign_in_codes'), 1],
    }
  },
  async signIn() {
    const [citizen, mobile] = [suite.citizen(), newPhone()]
    await citizen.call(requestCode, { mobile })
    const code = await suite.until('the code', () => newestCode(suite, mobile))
    return {
      as: as(citizen),
      input: { mobile, code },
      other: { input: { mobile, code: `${code}0` } },
      effect: [...rows('sessions'), 1],
    }
  },
  async verifyIdentity(nth) {
    const citizen = suite.citizen()
    await citizen.signIn(newPhone())
    const one = nth === 0 ? people.ayi : people.wang
    return {
      as: as(citizen),
      input: { name: one.name, idNumber: one.idNumber },
      other: { input: { name: people.zhao.name, idNumber: people.zhao.idNumber } },
      effect: [...rows('audit_rows', "action = 'person.verified'"), 1],
    }
  },
  async signOut() {
    const citizen = suite.citizen()
    await citizen.signIn(newPhone())
    return { as: as(citizen), input: {}, other: null, effect: [...rows('sessions'), -1] }
  },
  async uploadMaterial(nth) {
    const file = await photo()
    return {
      as: as(nth === 0 ? lin : chen),
      input: { itemCode: filing, kind: 'residenceProof' },
      file,
      other: { file: { ...file, name: 'other.jpg', bytes: Buffer.concat([file.bytes, Buffer.from('\n')]) } },
      effect: [...rows('materials'), 1],
    }
  },
  async saveDraft() {
    const { version } = await chen.call(readDraft, { itemCode: filing })
    const input = { itemCode: filing, baseVersion: version, values: movedAway(), materials: {} }
    return {
      as: as(chen),
      input,
      other: { input: { ...input, values: { kind: 'temporary' } } },
      effect: ['SELECT SUM(version) AS n FROM drafts', [], 1],
    }
  },
  async discardDraft(nth) {
    if (nth > 0 && (await chen.call(readDraft, { itemCode: filing })).version === 0) await draftOf(chen)
    return {
      as: as(chen),
      input: { itemCode: filing },
      other: { input: { itemCode: 'YT-CL-001' } },
      effect: [...rows('drafts'), -1],
    }
  },
  async submitCase() {
    const draftVersion = await draftOf(lin)
    return {
      as: as(lin),
      input: { itemCode: filing, draftVersion },
      other: { input: { itemCode: filing, draftVersion: draftVersion + 1 } },
      effect: [...rows('cases'), 1],
    }
  },
  async answerCorrection() {
    const { caseNumber } = await submitFiling(lin)
    await askForCorrection(suite, lin, caseNumber)
    const { startOn } = movedAway()
    const input = { caseNumber, values: { startOn }, materials: {} }
    return {
      as: as(lin),
      input,
      other: { input: { ...input, values: { startOn: addDays(startOn, 1) } } },
      effect: [...events(caseNumber, 'corrected'), 1],
    }
  },
  async withdrawCase() {
    const { caseNumber } = await submitFiling(chen)
    return {
      as: as(chen),
      input: { caseNumber },
      other: { input: { caseNumber: 'YT0000000001J' } },
      effect: [...events(caseNumber, 'withdrawn'), 1],
    }
  },
  async departmentCallback(nth) {
    const { caseNumber } = await submitFiling(chen)
    await suite.until('the department has it', async () => {
      const { timeline } = await chen.call(readCase, { caseNumber })
      return timeline.some(entry => entry.title.includes('转交'))
    })
    const input = {
      department: 'medical-insurance',
      eventNo: `EV-once-${nth}`,
      businessNo: `${caseNumber}-filing`,
      status: '20',
      occurredAt: '2026-03-02T09:00:00+08:00',
    }
    return {
      as: { is: 'department', slug: 'medical-insurance' },
      input,
      other: { input: { ...input, status: '40' } },
      effect: [...events(caseNumber, 'taskAccepted'), 1],
    }
  },
  async markMessageRead() {
    const id = await suite.until('an unread message', async () => {
      const { messages } = await chen.call(listMessages, {})
      return messages.find(message => message.readAt === null)?.id
    })
    return {
      as: as(chen),
      input: { id },
      other: { input: { id: newKey() } },
      effect: [...rows('messages', 'id = ? AND read_at IS NOT NULL', id), 1],
    }
  },
}
/**
 * Here some of fifty are refused, and may ask again: tries are counted, or pictures cleaned, before anything else
 * happens. A code never takes a sixth guess, not even the same one while the first is under way.
 */
const refusals: Record<string, string> = {
  signIn: 'CODE_WRONG',
  verifyIdentity: 'TOO_MANY_TRIES',
  uploadMaterial: 'BUSY',
}
/** A provider names its intention in the body, and the clock is told where to stand. */
const keyless = ['departmentCallback']
const notOnce = ['moveClock']

const count = async ([sql, values]: Intention['effect']): Promise<number> => {
  const [row] = await suite.server.database.read<{ n: number | string | null }>(sql, values)
  return Number(row?.n ?? 0)
}
const endpointOf = (name: string): Endpoint => {
  const route = suite.server.routes.find(({ endpoint }) => endpoint.name === name)
  if (!route) throw new Error(`${name} is not served`)
  return route.endpoint
}
let addresses = 0
const send = (name: string, nth: number, asked: Omit<Knock, 'headers'>): Promise<Answered> =>
  knock(doors[nth % doors.length] ?? suite, endpointOf(name), {
    ...asked,
    headers: { 'X-Forwarded-For': `198.51.${Math.floor((addresses += 1) / 250)}.${addresses % 250}` },
  })

test('every write is among the intentions tried here', () => {
  const writes = suite.server.routes
    .map(({ endpoint }) => endpoint)
    .filter(({ effect }) => effect === 'writes')
  expect([...Object.keys(intentions), ...notOnce].sort()).toEqual(writes.map(({ name }) => name).sort())
})

test.each(Object.keys(intentions))('fifty times %s at once is one effect and one answer', async name => {
  const intention = await intentions[name]?.(0)
  if (!intention) throw new Error(name)
  const { effect, other: _, ...asked } = intention
  const [key, before] = [newKey(), await count(effect)]
  const answers = await Promise.all(
    Array.from({ length: times }, (_each, nth) => send(name, nth, { ...asked, key })),
  )
  expect((await count(effect)) - before).toBe(effect[2])
  const told = answers.filter(({ status }) => status === 200)
  expect(new Set(told.map(({ text }) => text)).size).toBe(1)
  expect(new Set(told.map(({ headers }) => headers.getSetCookie().join())).size).toBe(1)
  const others = answers.filter(({ status }) => status !== 200).map(({ text }) => text)
  const refusal = refusals[name]
  expect(others.filter(text => refusal === undefined || !text.includes(refusal))).toEqual([])

  const later = await send(name, 1, { ...asked, key })
  if (name !== 'verifyIdentity') expect([later.status, later.text]).toEqual([200, told[0]?.text])
  expect((await count(effect)) - before).toBe(effect[2])
})

test.each(Object.keys(intentions))(
  '%s with the key of another content is refused and does nothing',
  async name => {
    const intention = await intentions[name]?.(1)
    if (!intention?.other) return
    const { effect, other, ...asked } = intention
    const key = newKey()
    expect((await send(name, 0, { ...asked, key })).status).toBe(200)
    const after = await count(effect)
    const reused = await send(name, 1, { ...asked, ...other, key })
    expect([reused.status, reused.body['code']]).toEqual([409, 'IDEMPOTENCY_KEY_REUSED'])
    expect(await count(effect)).toBe(after)
    if (!keyless.includes(name)) {
      expect((await send(name, 0, { ...asked, ...other, key: '' })).status).toBe(400)
    }
  },
)
