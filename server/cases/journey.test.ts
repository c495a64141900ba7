import { listCases, readCase, readDraft, saveDraft, submitCase, withdrawCase } from '@shared/cases/contract'
import { addDays, dayOf } from '@shared/formats/day'
import { listMessages } from '@shared/messaging/contract'
import { findProgress } from '@shared/progress/contract'
import { newKey, people, textsOf } from '../test/citizen'
import { startSuite, type Suite } from '../test/suite'

let suite: Suite
beforeAll(async () => {
  suite = await startSuite()
})
afterAll(() => suite.stop())

const itemCode = 'YT-YB-001'
const awayForTreatment = {
  destinationRegion: '310000',
  kind: 'temporary',
  startOn: addDays(dayOf(new Date()), 5),
}

test('a filing is prefilled, decided in seconds, told by inbox and SMS, and its progress is open to number and tail', async () => {
  const lin = suite.citizen()
  await lin.become(people.lin)

  const blank = await lin.call(readDraft, { itemCode })
  expect(blank.version).toBe(0)
  expect(blank.values['insuredRegion']).toBe('990100')
  expect(blank.prefilled['insuredRegion']).toMatchObject({ sourceName: '医保参保登记', locked: true })
  expect(blank.findings.length).toBeGreaterThan(0)

  const saved = await lin.call(saveDraft, {
    itemCode,
    baseVersion: 0,
    values: { ...blank.values, ...awayForTreatment },
    materials: {},
  })
  expect(saved).toMatchObject({ version: 1, findings: [], ruleFindings: [] })

  const receipt = await lin.call(submitCase, { itemCode, draftVersion: saved.version })
  expect(receipt.caseNumber).toMatch(/^YT/)

  const { caseNumber } = receipt
  const done = await suite.until('the decision', async () => {
    const seen = await lin.call(readCase, { caseNumber })
    return seen.stage === 'concluded' && seen
  })
  expect(done.outcome).toBe('granted')
  expect(done.timeline.map(entry => entry.title)).toEqual([
    '提交申请',
    '已转交办理部门',
    '予以受理',
    '作出决定：准予',
    '办结',
  ])

  const inbox = await suite.until('both messages', async () => {
    const { messages } = await lin.call(listMessages, {})
    return messages.length === 2 && messages
  })
  expect(inbox.map(message => message.title)).toEqual(['办件已办结', '申请已收到'])
  const texts = await suite.until('the SMS', async () => {
    const all = await textsOf(suite, people.lin.mobile)
    return all.some(text => text.includes('已办结')) && all
  })
  expect(texts[0]).toContain(caseNumber)

  const anyone = suite.citizen()
  const progress = await anyone.call(findProgress, { caseNumber, idTail: people.lin.idNumber.slice(-4) })
  expect(progress).toMatchObject({ stage: 'concluded', outcome: 'granted' })
  expect(JSON.stringify(progress)).not.toContain(people.lin.name)
  expect((await lin.call(listCases, {})).cases).toHaveLength(1)
})

test('the same submission never makes two cases, however often it arrives', async () => {
  const zhao = suite.citizen()
  await zhao.become(people.chen)
  const blank = await zhao.call(readDraft, { itemCode })
  const { version: draftVersion } = await zhao.call(saveDraft, {
    itemCode,
    baseVersion: 0,
    values: { ...blank.values, ...awayForTreatment },
    materials: {},
  })
  const key = newKey()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => zhao.send(submitCase, { itemCode, draftVersion }, { key })),
  )
  expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([200]))
  expect(new Set(answers.map(answer => answer.body.caseNumber)).size).toBe(1)
  expect((await zhao.call(listCases, {})).cases).toHaveLength(1)
})

test('a case can be withdrawn before the decision and not after it', async () => {
  const wang = suite.citizen()
  await wang.become(people.wang)
  await fetch(`${suite.outside.medicalInsurance}/admin/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ down: true }),
  })
  const blank = await wang.call(readDraft, { itemCode })
  const { version: draftVersion } = await wang.call(saveDraft, {
    itemCode,
    baseVersion: 0,
    values: { ...blank.values, insuredRegion: '990100', ...awayForTreatment },
    materials: {},
  })
  const { caseNumber } = await wang.call(submitCase, { itemCode, draftVersion })
  expect(await wang.call(withdrawCase, { caseNumber })).toMatchObject({
    stage: 'withdrawn',
    mayWithdraw: false,
  })
  expect((await wang.send(withdrawCase, { caseNumber })).body.code).toBe('COMMAND_NOT_POSSIBLE')
})

test('a person whose number was handed on still gets a decision, and the number hears nothing of it', async () => {
  await fetch(`${suite.outside.medicalInsurance}/admin/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ down: false }),
  })
  const former = suite.citizen()
  await former.become({ ...people.lin, mobile: '19900000088' })
  const newOwner = suite.citizen()
  await suite.passTime(120_000)
  await newOwner.become({ ...people.chen, mobile: '19900000088' })
  const blank = await former.call(readDraft, { itemCode })
  const { version: draftVersion } = await former.call(saveDraft, {
    itemCode,
    baseVersion: blank.version,
    values: { ...blank.values, ...awayForTreatment },
    materials: {},
  })
  const { caseNumber } = await former.call(submitCase, { itemCode, draftVersion })
  await suite.until('the decision', async () => {
    const seen = await former.call(readCase, { caseNumber })
    return seen.stage === 'concluded'
  })
  expect((await textsOf(suite, '19900000088')).filter(text => text.includes(caseNumber))).toEqual([])
})
