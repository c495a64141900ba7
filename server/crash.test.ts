import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readSettings, type Settings } from '@config/server'
import {
  answerCorrection,
  readCase,
  readDraft,
  saveDraft,
  submitCase,
  withdrawCase,
  type CaseDetail,
} from '@shared/cases/contract'
import { addDays, dayOf } from '@shared/formats/day'
import { listMessages } from '@shared/messaging/contract'
import type { Endpoint, InputOf, OutputOf, Schema } from '@shared/endpoint'
import { verifyAudit } from './audit'
import { openDatabase } from './database'
import { jobMoments } from './jobs'
import { startChildServer, type ChildServer } from './test/child-server'
import { createCitizen, newKey, people, textsOf, type Citizen, type World } from './test/citizen'
import { createTestDatabase } from './test/database'
import { freePort, startOutside } from './test/suite'
import { createVault, readVaultKeys } from './vault'

/**
 * kill -9 at every named point: nothing acknowledged is lost and no effect happens twice. The points are generated
 * from the job kinds and the writes; all of them run with LONG=1, otherwise one of each sort.
 */
const jobKinds = ['dispatchTask', 'deliverMessage', 'sendSms', 'askTask', 'supplementTask', 'withdrawTask']
const writes = ['submitCase', 'departmentCallback', 'answerCorrection', 'withdrawCase']
const everyPoint = [
  ...writes.flatMap(write => [`${write}:before-commit`, `${write}:committed`]),
  ...jobKinds.flatMap(kind => jobMoments.map(moment => `${kind}:${moment}`)),
]
const oneOfEachSort = [
  'submitCase:before-commit',
  'submitCase:committed',
  'departmentCallback:before-commit',
  'dispatchTask:claimed',
  'dispatchTask:called',
  'dispatchTask:recorded',
  'dispatchTask:committed',
  'sendSms:called',
  'supplementTask:called',
]
const points = process.env['LONG'] ? everyPoint : oneOfEachSort

const itemCode = 'YT-YB-001'
let settings: Settings
let world: World
let outside: World['outside']
let stopOutside: () => void
let disposeDatabase: () => Promise<void>
let folder: string
const started: ChildServer[] = []
let lin: Citizen

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tongban-crash-'))
  const made = await createTestDatabase()
  await made.database.close()
  disposeDatabase = made.dispose
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const [app, sms, clock] = [1, 2, 3].map(() => randomBytes(24).toString('hex')) as [string, string, string]
  const sandbox = await startOutside({
    SANDBOX_PORT: '0',
    SANDBOX_APP_ID: 'crash',
    SANDBOX_APP_SECRET: app,
    SANDBOX_CALLBACK_BASE: `${base}/api/departments`,
    SANDBOX_SMS_KEY_ID: 'crash',
    SANDBOX_SMS_KEY_SECRET: sms,
    BFF_CLOCK_URL: `${base}/api/sandbox/clock`,
    BFF_CLOCK_SECRET: clock,
  })
  outside = sandbox.outside
  stopOutside = sandbox.stop
  settings = readSettings({
    PORT: String(port),
    PUBLIC_URL: base,
    DATABASE_URL: made.url,
    UPLOADS_DIR: path.join(folder, 'uploads'),
    AUDIT_ANCHOR_FILE: path.join(folder, 'anchors.log'),
    VAULT_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    SMS_ENDPOINT: outside.sms,
    SMS_KEY_ID: 'crash',
    SMS_KEY_SECRET: sms,
    SMS_SIGN_NAME: '云汀政务',
    POPULATION_URL: outside.population,
    MEDICAL_INSURANCE_URL: outside.medicalInsurance,
    VEHICLE_URL: outside.vehicle,
    GENERAL_DEPARTMENTS_URL: outside.general,
    DEPARTMENT_APP_ID: 'crash',
    DEPARTMENT_APP_SECRET: app,
    SANDBOX_CLOCK_SECRET: clock,
  })
  world = { url: base, outside, until }
  await start()
  lin = createCitizen(world)
  await lin.become(people.lin)
})
afterAll(async () => {
  await Promise.all(started.map(one => one.stop()))
  stopOutside()
  await disposeDatabase()
  rmSync(folder, { recursive: true, force: true })
})

async function start(change: Partial<Settings> = {}): Promise<ChildServer> {
  const one = await startChildServer({ ...settings, ...change })
  started.push(one)
  return one
}

async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  const patience = Date.now() + 90_000
  for (;;) {
    const found = await look().catch(() => null)
    if (found) return found
    if (Date.now() > patience) throw new Error(`waited in vain for: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/** A write whose answer may never come: asked again with the same key, as the real client does. */
function insist<I extends Schema, O extends Schema>(
  endpoint: Endpoint<I, O>,
  input: InputOf<Endpoint<I, O>>,
): Promise<OutputOf<Endpoint<I, O>>> {
  const key = newKey()
  return until(`${endpoint.name} to be answered`, () => lin.call(endpoint, input, { key }))
}

const tell = async (address: string, body: unknown, method = 'POST'): Promise<void> => {
  const response = await fetch(address, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
}
const officer = (businessNo: string, status: string, more: object = {}) =>
  tell(`${outside.medicalInsurance}/admin/decide`, { appId: 'crash', businessNo, status, ...more })

/** Runs a deed while the server dies at `point` somewhere in it, starts it again, and lets everything heal. */
async function dyingAt(point: string, deed: () => Promise<void>): Promise<void> {
  await Promise.all(started.map(one => one.stop()))
  const doomed = await start({ CRASH_AT: point })
  const revived = doomed.ended.then(async how => {
    await start()
    return how
  })
  await deed()
  expect(await revived).toBe('SIGKILL')
}

async function submit(): Promise<string> {
  const blank = await lin.call(readDraft, { itemCode })
  const values = {
    ...blank.values,
    destinationRegion: '310000',
    kind: 'temporary',
    startOn: addDays(dayOf(new Date()), 5),
  }
  const { version } = await insist(saveDraft, { itemCode, baseVersion: blank.version, values, materials: {} })
  return (await insist(submitCase, { itemCode, draftVersion: version })).caseNumber
}

const reaches = (caseNumber: string, stage: CaseDetail['stage']): Promise<CaseDetail> =>
  until(`${caseNumber} to be ${stage}`, async () => {
    const seen = await lin.call(readCase, { caseNumber })
    return seen.stage === stage && seen
  })

/** Everything that must have happened exactly once, however often it was tried. */
async function expectOnce(caseNumber: string, titles: string[], stages: string[]): Promise<void> {
  const { timeline } = await lin.call(readCase, { caseNumber })
  expect(timeline.map(entry => entry.title)).toEqual(titles)
  const inbox = await until('the messages', async () => {
    const { messages } = await lin.call(listMessages, {})
    const mine = messages.filter(message => message.caseNumber === caseNumber)
    return mine.length >= stages.length && mine
  })
  expect(inbox.map(message => message.title).sort()).toEqual([...stages].sort())
  const told = stages.filter(stage => stage !== '申请已撤回').length
  const texts = await until('the SMS', async () => {
    const mine = (await textsOf(world, people.lin.mobile)).filter(text => text.includes(caseNumber))
    return mine.length >= told && mine
  })
  expect(texts).toHaveLength(told)
}

const granted = ['提交申请', '已转交办理部门', '予以受理', '作出决定：准予', '办结']

test.each(points)(
  'killed at %s, nothing is lost and nothing happens twice',
  async point => {
    const kind = point.split(':')[0] ?? ''
    const manual = ['supplementTask', 'answerCorrection', 'withdrawTask', 'withdrawCase'].includes(kind)
    await tell(
      `${outside.medicalInsurance}/admin/mode`,
      { appId: 'crash', mode: manual ? 'officer' : 'auto' },
      'PUT',
    )
    await tell(
      `${outside.medicalInsurance}/admin/faults`,
      { appId: 'crash', holdCallbacks: kind === 'askTask' },
      'PUT',
    )

    if (kind === 'withdrawTask' || kind === 'withdrawCase') {
      let caseNumber = ''
      await dyingAt(point, async () => {
        caseNumber = await submit()
        await until('the department to have it', async () => {
          const { timeline } = await lin.call(readCase, { caseNumber })
          return timeline.length === 2
        })
        await insist(withdrawCase, { caseNumber })
      })
      await reaches(caseNumber, 'withdrawn')
      await until('the department to hear of it', () => departmentStatus(caseNumber, '60'))
      await expectOnce(caseNumber, ['提交申请', '已转交办理部门', '申请已撤回'], ['申请已收到', '申请已撤回'])
      return
    }

    if (kind === 'supplementTask' || kind === 'answerCorrection') {
      let caseNumber = ''
      await dyingAt(point, async () => {
        caseNumber = await submit()
        await until('the department to have it', () => departmentStatus(caseNumber, '10'))
        const corrections = [{ field: 'destinationRegion', message: '请改为实际就医的城市。' }]
        await officer(`${caseNumber}-filing`, '30', { corrections })
        await reaches(caseNumber, 'correctionRequired')
        await insist(answerCorrection, { caseNumber, values: { destinationRegion: '330100' }, materials: {} })
        await until('the answer to arrive', () => departmentStatus(caseNumber, '31'))
      })
      await officer(`${caseNumber}-filing`, '50')
      await reaches(caseNumber, 'concluded')
      await expectOnce(
        caseNumber,
        ['提交申请', '已转交办理部门', '需要补正（第 1 次）', '已提交补正', ...granted.slice(2)],
        ['申请已收到', '需要补正材料', '办件已办结'],
      )
      return
    }

    let caseNumber = ''
    await dyingAt(point, async () => {
      caseNumber = await submit()
      if (kind === 'askTask') {
        await until('the decision there', () => departmentStatus(caseNumber, '50'))
        await until('time to move', async () => {
          await tell(`${outside.desk}/clock`, { advanceMs: 3 * 60_000 })
          return true
        }).catch(() => undefined)
      }
    })
    if (kind === 'askTask') await tell(`${outside.desk}/clock`, { advanceMs: 3 * 60_000 })
    await reaches(caseNumber, 'concluded')
    await expectOnce(caseNumber, granted, ['申请已收到', '办件已办结'])
  },
  240_000,
)

test('after all of it the audit is whole', async () => {
  const database = await openDatabase(settings.DATABASE_URL, { readOnly: true })
  const vault = createVault({ keys: readVaultKeys(settings.VAULT_KEYS), profile: 'aes' })
  const verdict = await verifyAudit(database, vault, { anchorFile: settings.AUDIT_ANCHOR_FILE })
  await database.close()
  expect(verdict).toMatchObject({ ok: true })
})

/** Whether the department's own history of this case holds a status, and each status at most once. */
async function departmentStatus(caseNumber: string, status: string): Promise<boolean> {
  const response = await fetch(`${outside.medicalInsurance}/admin/applications?appId=crash`)
  const { data } = (await response.json()) as {
    data: { applications: { businessNo: string; events: { status: string }[] }[] }
  }
  const mine = data.applications.filter(application => application.businessNo.startsWith(caseNumber))
  expect(mine.length).toBeLessThanOrEqual(1)
  const statuses = mine[0]?.events.map(event => event.status) ?? []
  expect(new Set(statuses).size).toBe(statuses.length)
  return statuses.includes(status)
}
