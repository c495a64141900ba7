import fs from 'node:fs'
import path from 'node:path'
import {
  answerCorrection,
  readCase,
  readDraft,
  saveDraft,
  submitCase,
  withdrawCase,
} from '@shared/cases/contract'
import { signIn, verifyIdentity } from '@shared/identity/contract'
import { listMessages } from '@shared/messaging/contract'
import { findProgress } from '@shared/progress/contract'
import { backup } from './database'
import { listenToUrls } from './test/asked-urls'
import { findLeaks, findLeaksInDatabase, findLeaksInFiles, tablesOf } from './test/canary'
import { newKey, people } from './test/citizen'
import { letOfficersDecide, officerDecides, setFaults } from './test/officer'
import { askForCorrection, filing, movedAway, photo, submitFiling } from './test/scene'
import { leaksOf, startSuite, type Suite } from './test/suite'

let suite: Suite
let isStopped = false
const urls: string[] = []
const stopListening = listenToUrls(urls)
const home = '云汀市汀东区临江路18号2幢601室'

/** Three people, an upload, a correction, a withdrawal, mistakes of every sort, and each outside system failing once. */
beforeAll(async () => {
  suite = await startSuite({ LOG_LEVEL: 'debug' })
  await letOfficersDecide(suite)
  const [lin, zhao, chen, anyone] = [suite.citizen(), suite.citizen(), suite.citizen(), suite.citizen()]
  await lin.become(people.lin)

  // what people get wrong: a code, a name, somebody else's number, a key twice
  await anyone.send(signIn, { mobile: people.wang.mobile, code: '135790' })
  await zhao.signIn(people.zhao.mobile)
  await zhao.send(verifyIdentity, { name: people.zhao.name, idNumber: people.lin.idNumber })
  await zhao.send(verifyIdentity, { name: people.zhao.name, idNumber: `${people.zhao.idNumber}9` })
  await setFaults(suite, 'population', { garbage: true })
  await zhao.send(verifyIdentity, { name: people.zhao.name, idNumber: people.zhao.idNumber })
  await setFaults(suite, 'population', { garbage: false })
  const key = newKey()
  await zhao.send(verifyIdentity, { name: people.zhao.name, idNumber: people.zhao.idNumber }, { key })
  await zhao.send(verifyIdentity, { name: people.lin.name, idNumber: people.lin.idNumber }, { key })
  await chen.become(people.chen)

  // a form that holds an address and other people, wrong in every field
  await chen.send(saveDraft, {
    itemCode: 'YT-MZ-001',
    baseVersion: 0,
    values: {
      kind: 'marry',
      partnerName: people.ayi.name,
      partnerIdNumber: people.ayi.idNumber,
      office: home,
      visitOn: people.ayi.mobile,
    },
    materials: {},
  })
  await chen.send(submitCase, { itemCode: 'YT-MZ-001', draftVersion: 1 })

  // a case with an upload whose department is down at first, then asks for a correction
  await lin.call(readDraft, { itemCode: filing })
  await setFaults(suite, 'medicalInsurance', { down: true })
  const { caseNumber } = await submitFiling(lin)
  await suite.server.runner.runDue()
  await setFaults(suite, 'medicalInsurance', { down: false, http500: true })
  await suite.passTime(60_000)
  await setFaults(suite, 'medicalInsurance', { http500: false })
  await suite.passTime(10 * 60_000)
  await askForCorrection(suite, lin, caseNumber)
  const startOn = movedAway().startOn
  await lin.send(answerCorrection, { caseNumber, values: { startOn: people.lin.idNumber }, materials: {} })
  await lin.call(answerCorrection, { caseNumber, values: { startOn }, materials: {} })
  await officerDecides(suite, 'medicalInsurance', `${caseNumber}-filing`, {
    status: '51',
    opinion: `经核查，${people.lin.name}（${people.lin.idNumber}）住${home}，电话${people.lin.mobile}，不予备案。`,
    articles: ['《云汀市异地就医备案管理办法》第四条'],
  })
  await suite.until(
    'the decision',
    async () => (await lin.call(readCase, { caseNumber })).stage === 'concluded',
  )
  await suite.until('two messages', async () => (await lin.call(listMessages, {})).messages.length >= 2)

  // another one is withdrawn while SMS is down
  await setFaults(suite, 'sms', { http500: true })
  const second = await submitFiling(chen)
  await chen.call(withdrawCase, { caseNumber: second.caseNumber })
  await suite.server.runner.runDue()
  await anyone.send(findProgress, { caseNumber: second.caseNumber, idTail: people.chen.idNumber.slice(-4) })
  await anyone.send(findProgress, { caseNumber: people.chen.idNumber, idTail: people.chen.mobile.slice(-8) })
})
afterAll(async () => {
  stopListening()
  if (!isStopped) await suite.stop()
})

const expectAmongLogs = (word: string): void => expect(suite.logs.join('')).toContain(word)

test('the journey really met errors and failing systems', async () => {
  for (const word of ['"status":422', '"status":503', 'signIn', 'uploadMaterial', 'answerCorrection']) {
    expectAmongLogs(word)
  }
  expect(suite.refusals.length).toBeGreaterThanOrEqual(6)
  const failed = await suite.server.database.read<{ n: number }>(
    'SELECT COUNT(*) AS n FROM jobs WHERE last_error IS NOT NULL OR attempts > 1',
    [],
  )
  expect(Number(failed[0]?.n)).toBeGreaterThan(0)
  expect(suite.canaries.filter(({ what }) => what === 'sign-in code')).toHaveLength(3)
})

test('no log line, no refusal and no metric holds a person', async () => {
  expect(leaksOf(suite)).toEqual([])
  const metrics = await (await fetch(`${suite.url}/metrics`)).text()
  expect(findLeaks('the metrics', metrics, suite.canaries)).toEqual([])
})

test('no address that was asked of anybody holds a person', () => {
  const ours = urls.filter(url => !url.startsWith(suite.outside.desk))
  const [sms, others] = [
    ours.filter(url => url.startsWith(suite.outside.sms)),
    ours.filter(url => !url.startsWith(suite.outside.sms)),
  ]
  expect(others.some(url => url.startsWith(suite.outside.medicalInsurance))).toBe(true)
  expect(findLeaks('an address', others.join('\n'), suite.canaries)).toEqual([])
  // The SMS gateway's own protocol (Dysmsapi 2017-05-25) takes number and parameters in the query; nothing but them.
  expect(sms.length).toBeGreaterThan(0)
  const beyondNumberAndCode = suite.canaries.filter(({ what }) => !/^(mobile|sign-in code)/.test(what))
  expect(findLeaks('an address of the SMS gateway', sms.join('\n'), beyondNumberAndCode)).toEqual([])
})

test('no table and no byte of the database holds a person in clear', async () => {
  const { database } = suite.server
  expect((await tablesOf(database)).length).toBeGreaterThan(10)
  for (const table of [
    'jobs',
    'audit_rows',
    'people',
    'case_events',
    'drafts',
    'idempotent_answers',
    'sms_texts',
  ]) {
    expect(await tablesOf(database)).toContain(table)
  }
  expect(await findLeaksInDatabase(suite.settings.DATABASE_URL, suite.canaries)).toEqual([])
})

test('no upload, no anchor and no backup holds a person in clear', async () => {
  await suite.restart()
  const folder = path.dirname(suite.settings.UPLOADS_DIR)
  const kept = path.join(folder, 'backup')
  await backup(suite.server.database, suite.settings.UPLOADS_DIR, ['k1'], kept)
  expect(fs.readdirSync(suite.settings.UPLOADS_DIR, { recursive: true }).length).toBeGreaterThan(0)
  expect(fs.statSync(suite.settings.AUDIT_ANCHOR_FILE).size).toBeGreaterThan(0)
  const inClear = (await photo()).bytes.subarray(0, 64)
  for (const place of [suite.settings.UPLOADS_DIR, suite.settings.AUDIT_ANCHOR_FILE, kept]) {
    expect(findLeaksInFiles(place, suite.canaries)).toEqual([])
  }
  for (const file of fs.readdirSync(suite.settings.UPLOADS_DIR, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    expect(fs.readFileSync(path.join(file.parentPath, file.name)).includes(inClear)).toBe(false)
  }
})

test('the search bites: planted in a row, a log, an address, a file or an upload, a person is found', async () => {
  const { database } = suite.server
  const { name, idNumber, mobile } = people.lin
  const code = suite.canaries.find(({ what }) => what === 'sign-in code')?.value ?? ''
  const hits = (text: string): number => findLeaks('here', text, suite.canaries).length
  for (const planted of [
    `{"msg":"hello ${name}"}`,
    `{"msg":"${idNumber.toLowerCase()}"}`,
    `/phone?mobile=${mobile}`,
    `/find?name=${encodeURIComponent(name)}`,
    `{"code":"${code}"}`,
    Buffer.from(`{"who":"${name}"}`).toString('base64'),
    Buffer.from(home).toString('hex'),
  ]) {
    expect([planted, hits(planted)]).not.toEqual([planted, 0])
  }
  expect(hits('{"time":1780000000000,"requestId":"0123456789abcdef"}')).toBe(0)

  await database.sequelize.query(
    "INSERT INTO jobs (job_key, kind, payload, state, due_at, attempts, takeovers, fence, created_at) VALUES ('planted', 'x', ?, 'done', ?, 0, 0, 0, ?)",
    {
      replacements: [
        JSON.stringify({ to: mobile, code }),
        '2030-01-01 00:00:00.000',
        '2030-01-01 00:00:00.000',
      ],
    },
  )
  const leaks = await findLeaksInDatabase(suite.settings.DATABASE_URL, suite.canaries)
  expect(leaks).toEqual(
    expect.arrayContaining(['jobs.payload holds the mobile of lin', 'jobs.payload holds the sign-in code']),
  )
  if (database.engine === 'sqlite') {
    expect(leaks.some(leak => /sqlite(-wal)? holds the mobile of lin/.test(leak))).toBe(true)
  }
  await database.sequelize.query("DELETE FROM jobs WHERE job_key = 'planted'")

  fs.writeFileSync(path.join(suite.settings.UPLOADS_DIR, 'planted'), Buffer.from(`\0\xff${idNumber}\0`))
  expect(findLeaksInFiles(suite.settings.UPLOADS_DIR, suite.canaries)).toContain(
    'planted holds the ID number of lin',
  )
})

test('a suite whose log holds a person does not end well', async () => {
  suite.logs.push(`{"msg":"sent to ${people.zhao.mobile}"}\n`)
  isStopped = true
  await expect(suite.stop()).rejects.toThrow('the log holds the mobile of zhao')
})
