import { startSandbox, type Sandbox } from './index'
import {
  buildSubmission,
  call,
  people,
  plain,
  register,
  startBff,
  until,
  type App,
  type Bff,
  type Json,
} from './test/kit'

let sandbox: Sandbox
let bff: Bff
let medical: App
let general: App

beforeAll(async () => {
  sandbox = await startSandbox()
  bff = await startBff()
  medical = await register(sandbox.urls.medicalInsurance, bff)
  general = await register(sandbox.urls.general, bff)
})
afterAll(() => Promise.all([sandbox.close(), bff.close()]))

const advance = (advanceMs: number) => plain('POST', `${sandbox.urls.desk}/clock`, { advanceMs })
const apply = async (more: Json) => {
  const submission = buildSubmission(bff, more)
  await call(medical, sandbox.urls.medicalInsurance, '/v1/applications', submission)
  return submission.businessNo
}
const outcome = async (businessNo: string): Promise<Json> => {
  const path = `/v1/applications/${businessNo}`
  return (await call(medical, sandbox.urls.medicalInsurance, path)).data
}

test('medical insurance accepts and grants by itself as the clock passes, in order and at its own time', async () => {
  const businessNo = await apply({ form: { destinationRegion: '990300' } })
  const receivedMs = Date.parse(String((await outcome(businessNo))['occurredAt']))
  await advance(3_600_000)
  const granted = await outcome(businessNo)
  expect(granted['status']).toBe('50')
  const tookMs = Date.parse(String(granted['occurredAt'])) - receivedMs
  expect(tookMs).toBeGreaterThanOrEqual(2_000)
  expect(tookMs).toBeLessThan(3_600_000)
  await until(() => bff.statuses(businessNo).length === 3)
  expect(bff.statuses(businessNo)).toEqual(['10', '20', '50'])
  expect(new Set(bff.about(businessNo).map(one => one.body['eventNo'])).size).toBe(3)
})

test('it needs no help from the clock', async () => {
  const businessNo = await apply({ form: { destinationRegion: '990300' } })
  await until(async () => (await outcome(businessNo))['status'] === '50')
})

test.each([
  ['treatment where one is insured', { form: { destinationRegion: '990100' } }],
  ['a person without insurance', { applicant: people.sun }],
  [
    'a residence permit that has expired',
    { form: { destinationRegion: '990300', residencePermitValidTo: '2020-01-31' } },
  ],
])('%s is refused with an article', async (_name, more) => {
  const businessNo = await apply(more)
  await advance(10_000)
  const refused = await outcome(businessNo)
  expect(refused['status']).toBe('51')
  expect(refused['opinion']).toMatch(/。$/)
  for (const article of refused['articles'] as string[]) expect(article).toMatch(/^《.+》第.+条$/)
})

test('a residence permit still valid today is no obstacle', async () => {
  const { now } = (await plain('GET', `${sandbox.urls.desk}/clock`)).data
  const today = new Date(Date.parse(String(now)) + 8 * 3_600_000).toISOString().slice(0, 10)
  const businessNo = await apply({ form: { destinationRegion: '990300', residencePermitValidTo: today } })
  await advance(2_000)
  expect((await outcome(businessNo))['status']).toBe('50')
})

test('a withdrawn application is not decided any more', async () => {
  const businessNo = await apply({})
  const path = `/v1/applications/${businessNo}/withdraw`
  await call(medical, sandbox.urls.medicalInsurance, path, { reason: '填错了' })
  await advance(60_000)
  expect((await outcome(businessNo))['status']).toBe('60')
})

test('any department of the general server works alone, and calls back at its own address', async () => {
  const submission = buildSubmission(bff)
  const slugs = ['civil-affairs', 'archives', 'water-affairs']
  for (const slug of slugs)
    await call(general, sandbox.urls.general, `/d/${slug}/v1/applications`, submission)
  await advance(3_000)
  await until(() => bff.about(submission.businessNo).length === 9)
  for (const slug of slugs) {
    const own = bff.about(submission.businessNo).filter(one => one.target === `/callback/${slug}`)
    expect(own.map(one => one.body['status'])).toEqual(['10', '20', '50'])
  }
  expect((await call(general, sandbox.urls.general, '/v1/applications', submission)).code).toBe('4040')
})

test('a department switched to officers waits for one', async () => {
  const { general: base } = sandbox.urls
  const submission = buildSubmission(bff)
  const mode = { appId: general.appId, department: 'housing-fund', mode: 'officer' }
  expect((await plain('PUT', `${base}/admin/mode`, mode)).code).toBe('0')
  await call(general, base, '/d/housing-fund/v1/applications', submission)
  await advance(86_400_000)
  const path = `/d/housing-fund/v1/applications/${submission.businessNo}`
  expect((await call(general, base, path)).data['status']).toBe('10')
  const decision = { appId: general.appId, businessNo: submission.businessNo, status: '20' }
  await plain('POST', `${base}/d/housing-fund/admin/decide`, decision)
  expect((await call(general, base, path)).data['status']).toBe('20')
})
