import { readDraft, saveDraft, submitCase } from '@shared/cases/contract'
import { formatCaseNumber, makeCaseNumber } from '@shared/formats/case-number'
import { findProgress } from '@shared/progress/contract'
import { randomBytes } from 'node:crypto'
import { findLeaks } from '../test/canary'
import { people } from '../test/citizen'
import { letOfficersDecide } from '../test/officer'
import { filing, movedAway } from '../test/scene'
import { startSuite, type Suite } from '../test/suite'

let suite: Suite
let existing: string
const tail = people.lin.idNumber.slice(-4)
const wrongTail = people.chen.idNumber.slice(-4)
beforeAll(async () => {
  suite = await startSuite({ TRUST_PROXY: 1 })
  await letOfficersDecide(suite)
  const lin = suite.citizen()
  await lin.become(people.lin)
  await lin.call(readDraft, { itemCode: filing })
  const values = { ...movedAway(), kind: 'temporary' }
  const saved = await lin.call(saveDraft, { itemCode: filing, baseVersion: 0, values, materials: {} })
  const receipt = await lin.call(submitCase, { itemCode: filing, draftVersion: saved.version })
  existing = receipt.caseNumber
})
beforeEach(() => toNextHour())
afterAll(() => suite.stop())

const hour = 3600_000
let passedMs = 0
/** Limits count by the clock's hours: every test begins with a fresh one. */
async function toNextHour(): Promise<void> {
  const ms = hour - ((Date.now() + passedMs) % hour) + 1000
  await suite.passTime(ms)
  passedMs += ms
}

let addresses = 0
const newAddress = (): string => `198.51.${Math.floor((addresses += 1) / 250)}.${addresses % 250}`
const ask = (caseNumber: string, idTail: string, address = newAddress()) =>
  suite.citizen().send(findProgress, { caseNumber, idTail }, { headers: { 'X-Forwarded-For': address } })
const newNumber = (): string => makeCaseNumber('YT', randomBytes(8))
const seen = ({ status, body }: Awaited<ReturnType<typeof ask>>) => ({
  status,
  body: { ...body, requestId: '', ...(body.retryAfterS !== undefined && { retryAfterS: 0 }) },
})

/** What one question costs: its SQL, statement by statement, and the MACs computed. */
async function workOf(question: () => Promise<unknown>): Promise<{ statements: string[]; macs: number }> {
  const { database, vault } = suite.server
  const statements: string[] = []
  const macsBefore = vault.countMacs()
  // The job runner looks about by itself now and then, in transactions of its own.
  const runners = /\bjobs\b|^(START TRANSACTION|BEGIN|COMMIT|ROLLBACK)/
  const stop = database.onStatement(sql => void (runners.test(sql) || statements.push(sql)))
  await question()
  stop()
  return { statements: statements.map(withoutValues), macs: vault.countMacs() - macsBefore }
}
const withoutValues = (sql: string): string => sql.replace(/'[^']*'/g, '?')

test('the right number and tail show where the case stands, and nothing of the person', async () => {
  const { status, body } = await ask(existing, tail)
  expect(status).toBe(200)
  expect(Object.keys(body).sort()).toEqual([
    'caseNumber',
    'heldBy',
    'outcome',
    'promiseIsEstimate',
    'promisedBy',
    'stage',
    'submittedOn',
    'updatedAt',
    'workingDaysLeft',
  ])
  const { name, idNumber, mobile } = people.lin
  expect(findLeaks('the answer', JSON.stringify(body), suite.canaries)).toEqual([])
  for (const part of [...name, mobile.slice(-4), idNumber.slice(6, 14), tail, filing, '异地就医']) {
    expect(JSON.stringify(body)).not.toContain(part)
  }
})

test('the number may be typed as people type it', async () => {
  const spellings = [
    formatCaseNumber(existing),
    existing.toLowerCase(),
    ` ${existing.slice(0, 6)} ${existing.slice(6)} `,
    existing.replace(/[0-9A-Z]/g, sign => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)),
  ]
  for (const spelling of spellings) {
    expect((await ask(spelling, ` ${tail.toLowerCase()} `)).body.caseNumber).toBe(existing)
  }
})

test('a wrong tail, a missing case and a malformed number are one answer for the same work', async () => {
  const right = await workOf(() => ask(existing, tail))
  const reference = await ask(existing, wrongTail)
  expect(reference).toMatchObject({ status: 404, body: { code: 'PROGRESS_NOT_FOUND' } })
  const lastSign = newNumber().slice(0, -1)
  const questions: [string, string][] = [
    [existing, wrongTail],
    [existing, tail.slice(1)],
    [newNumber(), tail],
    [newNumber(), wrongTail],
    [`${lastSign}I`, tail],
    ['YT', tail],
    ['x', tail],
    ['🚚'.repeat(10), tail],
    ["' OR '1'='1", tail],
    [people.lin.idNumber, tail],
    ['\u0000', tail],
    ['\ud800', '\udfff'],
    ['%_', '%'],
  ]
  for (const [caseNumber, idTail] of questions) {
    let answer: Awaited<ReturnType<typeof ask>> | undefined
    const work = await workOf(async () => {
      answer = await ask(caseNumber, idTail)
    })
    expect(answer && seen(answer)).toEqual(seen(reference))
    expect(work).toEqual(right)
  }
  expect(right.statements).toHaveLength(3)
  expect(right.macs).toBeGreaterThan(0)
})

test('a case takes five questions an hour, whether or not it exists, from wherever they come', async () => {
  const missing = newNumber()
  const answers = []
  for (const caseNumber of [existing, missing]) {
    for (let nth = 0; nth < 5; nth += 1) {
      const spelling = nth % 2 ? formatCaseNumber(caseNumber) : caseNumber.toLowerCase()
      expect((await ask(spelling, wrongTail)).status).toBe(404)
    }
    answers.push(await ask(caseNumber, tail))
  }
  const [one, two] = answers
  expect(one).toMatchObject({ status: 429, body: { code: 'TOO_MANY_TRIES' } })
  expect(one && seen(one)).toEqual(two && seen(two))
  expect(one?.body.retryAfterS).toBeGreaterThan(3000)
  await toNextHour()
  expect((await ask(existing, tail)).status).toBe(200)
})

test('a hundred guesses at once are five', async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, nth) => ask(existing, String(nth).padStart(4, '0'))),
  )
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(5)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(95)
})

test('an address asks twenty questions an hour, whatever about, and cannot pretend to be another', async () => {
  const address = newAddress()
  // What a caller writes itself stands before what our proxy adds, and is not believed.
  const pretending = (): string => `${newAddress()}, ${address}`
  for (let nth = 0; nth < 20; nth += 1) {
    const caseNumber = nth % 2 ? newNumber() : `malformed ${nth}`
    expect((await ask(caseNumber, tail, pretending())).status).toBe(404)
  }
  expect((await ask(existing, tail, pretending())).status).toBe(429)
  expect((await ask(existing, tail)).status).toBe(200)
})
