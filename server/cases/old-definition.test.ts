import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { answerCorrection, readCase, readDraft, saveDraft, submitCase } from '@shared/cases/contract'
import { addDays, dayOf } from '@shared/formats/day'
import { promisedBy } from '@shared/formats/working-days'
import { createCalendar } from '../calendar'
import { people, type Citizen } from '../test/citizen'
import { startSuite, type Suite } from '../test/suite'

const itemCode = 'YT-CL-001'
const places = mkdtempSync(path.join(os.tmpdir(), 'tongban-places-'))
const itemFile = path.join(places, 'demo', 'items', `${itemCode}.yaml`)

let suite: Suite
let zhao: Citizen
beforeAll(async () => {
  cpSync('config/places/demo', path.join(places, 'demo'), { recursive: true })
  suite = await startSuite({ PLACE: path.relative('config/places', path.join(places, 'demo')) })
  zhao = suite.citizen()
  await zhao.become(people.zhao)
})
afterAll(async () => {
  await suite.stop()
  rmSync(places, { recursive: true, force: true })
})

/** What the city changes while a case is under way: another name, shorter limits, other roads, one more question. */
const changes: [from: string | RegExp, to: string][] = [
  [/^name: .*$/m, 'name: 货车进城许可'],
  ['limits: { statutoryDays: 5, promisedDays: 2 }', 'limits: { statutoryDays: 3, promisedDays: 1 }'],
  ['maxRounds: 1, answerWithinDays: 10', 'maxRounds: 3, answerWithinDays: 4'],
  [/ {12}- \{ const: ring, .*\n/, ''],
  ['roads, truthful]', 'roads, truthful, purpose]'],
  [
    '      truthful:\n',
    '      purpose: { type: string, title: 进城做什么, x-sensitivity: L1 }\n      truthful:\n',
  ],
  [
    '        - { key: roads, widget: choices }',
    '        - { key: roads, widget: choices }\n        - { key: purpose, widget: text }',
  ],
]

test('a case is judged to its end by the definition it was submitted under, whatever the city changes meanwhile', async () => {
  const caseNumber = await submit()
  const early = await zhao.call(readCase, { caseNumber })
  const stale = await save(['freight'])

  const text = readFileSync(itemFile, 'utf8')
  const changed = changes.reduce((before, [from, to]) => {
    const after = before.replace(from, to)
    if (after === before) throw new Error(`not in the item's file: ${String(from)}`)
    return after
  }, text)
  writeFileSync(itemFile, changed)
  await suite.restart()

  await officerSays('30', caseNumber, { corrections: [{ field: 'roads', message: '请选环城路' }] })
  const asked = await suite.until('the correction', async () => {
    const seen = await zhao.call(readCase, { caseNumber })
    return seen.correction && { ...seen, correction: seen.correction }
  })
  expect(asked.itemName).toBe(early.itemName)
  const askedOn = dayOf(new Date(asked.timeline.at(-1)?.at ?? ''))
  expect(asked.correction.answerBy).toBe(promisedBy(askedOn, 10, createCalendar()).day)
  expect(Object.keys(asked.correction.form.schema.properties)).not.toContain('purpose')

  const answered = await zhao.call(answerCorrection, {
    caseNumber,
    values: { roads: ['ring'] },
    materials: {},
  })
  // the new limit would end earlier
  expect(answered.heldBy).toBe('department')
  expect((answered.statutoryBy ?? '') >= (early.statutoryBy ?? '~')).toBe(true)

  await suite.until('the answer at the department', () => statusAtDepartment(caseNumber, '31'))
  await officerSays('30', caseNumber, { corrections: [{ field: 'roads', message: '再问一次' }] })
  await suite.until('the refused second question', async () => {
    const { deliveries } = (await atDepartment(caseNumber)) ?? {}
    return deliveries?.at(-1)?.result.includes('4092')
  })
  await officerSays('51', caseNumber, { opinion: '不符合条件', articles: ['第八条'] })
  // its next callback waits behind the refused one; we ask by ourselves after two minutes
  await suite.passTime(3 * 60_000)
  const done = await suite.until('the decision', async () => {
    const seen = await zhao.call(readCase, { caseNumber })
    return seen.stage === 'concluded' && seen
  })
  expect(done).toMatchObject({ itemName: early.itemName, outcome: 'refused', correction: null })
  expect(done.summary.map(({ label }) => label)).toEqual(early.summary.map(({ label }) => label))
  expect(done.summary.find(({ label }) => label === '要走哪些路')?.value).toContain('环城路')

  // A draft begun under the old questions is not submitted; whoever begins now meets the new ones.
  const late = await zhao.send(submitCase, { itemCode, draftVersion: stale.version })
  expect(late.body.code).toBe('DRAFT_CHANGED')
  const fresh = await zhao.call(readDraft, { itemCode })
  expect(fresh.definitionVersion).not.toBe(stale.definitionVersion)
  expect(fresh.findings.map(({ path: field }) => field)).toContain('purpose')

  // Even an item that is no longer offered leaves its cases readable.
  rmSync(itemFile)
  await suite.restart()
  expect(await zhao.call(readCase, { caseNumber })).toEqual(done)
}, 120_000)

const today = (): string => dayOf(new Date())

async function save(roads: string[]) {
  const blank = await zhao.call(readDraft, { itemCode })
  const mine = blank.prefilled['plate']?.options?.find(({ values }) => values['plate'] === '云Z12345')
  return zhao.call(saveDraft, {
    itemCode,
    baseVersion: blank.version,
    values: {
      ...mine?.values,
      startOn: addDays(today(), 3),
      endOn: addDays(today(), 10),
      fromTime: '09:00',
      toTime: '16:00',
      roads,
      truthful: true,
    },
    materials: {},
  })
}

async function submit(): Promise<string> {
  const { version: draftVersion } = await save(['freight'])
  const { caseNumber } = await zhao.call(submitCase, { itemCode, draftVersion })
  await suite.until('the case at the department', () => statusAtDepartment(caseNumber, '10'))
  return caseNumber
}

async function officerSays(status: string, caseNumber: string, remark: object): Promise<void> {
  const appId = suite.settings.DEPARTMENT_APP_ID
  const response = await fetch(`${suite.outside.vehicle}/admin/decide`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ appId, businessNo: `${caseNumber}-pass`, status, ...remark }),
  })
  expect(await response.json()).toMatchObject({ code: '0' })
}

interface AtDepartment {
  businessNo: string
  events: { status: string; deliveries: { result: string }[] }[]
}

async function atDepartment(caseNumber: string): Promise<AtDepartment['events'][number] | undefined> {
  const response = await fetch(
    `${suite.outside.vehicle}/admin/applications?appId=${suite.settings.DEPARTMENT_APP_ID}`,
  )
  const { data } = (await response.json()) as { data: { applications: AtDepartment[] } }
  return data.applications.find(({ businessNo }) => businessNo === `${caseNumber}-pass`)?.events.at(-1)
}

const statusAtDepartment = async (caseNumber: string, status: string): Promise<boolean> =>
  (await atDepartment(caseNumber))?.status === status
