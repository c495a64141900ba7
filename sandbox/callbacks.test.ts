import { startSandbox, type Sandbox } from './index'
import {
  buildSubmission,
  call,
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
let app: App
let vehicle: string

beforeAll(async () => {
  sandbox = await startSandbox()
  bff = await startBff()
  vehicle = sandbox.urls.vehicle
})
beforeEach(async () => {
  app = await register(vehicle, bff)
})
afterAll(() => Promise.all([sandbox.close(), bff.close()]))

const advance = (advanceMs: number) => plain('POST', `${sandbox.urls.desk}/clock`, { advanceMs })
const faults = (change: Json) => plain('PUT', `${vehicle}/admin/faults`, { appId: app.appId, ...change })
const submit = async () => {
  const submission = buildSubmission(bff)
  await call(app, vehicle, '/v1/applications', submission)
  return submission.businessNo
}
const decide = (businessNo: string, status: string) =>
  plain('POST', `${vehicle}/admin/decide`, { appId: app.appId, businessNo, status })
const events = async (businessNo: string) => {
  const { data } = await plain('GET', `${vehicle}/admin/applications?appId=${app.appId}`)
  const found = (data['applications'] as Json[]).find(one => one['businessNo'] === businessNo)
  return found?.['events'] as { delivered: string; deliveries: Json[] }[]
}
/** Sees the attempts so far fail, then lets the wait pass, until the event has been tried this often. */
const attempts = (businessNo: string, count: number) =>
  until(async () => ((await events(businessNo))[0]?.deliveries.length ?? 0) >= count)

test('an event is told once, signed, with all it says', async () => {
  const businessNo = await submit()
  const [told] = await until(() => bff.about(businessNo).length === 1 && bff.about(businessNo))
  expect(told).toMatchObject({
    isSigned: true,
    target: '/callback/vehicle',
    body: { businessNo, status: '10' },
  })
  expect(Object.keys(told?.body ?? {}).sort()).toEqual([
    'businessNo',
    'eventNo',
    'occurredAt',
    'receiptNo',
    'status',
  ])
  await until(async () => (await events(businessNo))[0]?.delivered === 'accepted')
  await advance(3_600_000)
  await decide(businessNo, '20')
  await until(() => bff.statuses(businessNo).length === 2)
  expect(bff.statuses(businessNo)).toEqual(['10', '20'])
})

test('what is not accepted is repeated after 1, 5, 30, 300 and 1800 seconds, then given up', async () => {
  bff.answerNext(
    { status: 500, body: '{}' },
    { status: 200, body: '{"code":"5000"}' },
    { status: 200, body: '<html>' },
    { status: 404, body: '{"code":"0"}' },
    { status: 401, body: '{"code":"4010"}' },
    { status: 503, body: '' },
  )
  const businessNo = await submit()
  for (const [index, waitMs] of [1_000, 5_000, 30_000, 300_000, 1_800_000].entries()) {
    await attempts(businessNo, index + 1)
    await advance(waitMs)
  }
  await until(async () => (await events(businessNo))[0]?.delivered === 'given up')
  await advance(86_400_000)
  await decide(businessNo, '20')
  await until(() => bff.statuses(businessNo).includes('20'))
  expect(bff.statuses(businessNo)).toEqual(['10', '10', '10', '10', '10', '10', '20'])
  expect(new Set(bff.about(businessNo).map(one => one.body['eventNo'])).size).toBe(2)
})

test('a repeat waits for its time', async () => {
  bff.answerNext({ status: 500, body: '{}' }, { status: 500, body: '{}' })
  const businessNo = await submit()
  await attempts(businessNo, 1)
  await advance(1_000)
  await attempts(businessNo, 2)
  const other = await submit()
  await until(() => bff.statuses(other).length === 1)
  // the other one passed by, this one still waits for its five seconds
  expect(bff.statuses(businessNo)).toHaveLength(2)
  await advance(5_000)
  await until(() => bff.statuses(businessNo).length === 3)
})

test('later events of one application wait for the one that must be repeated', async () => {
  bff.answerNext({ status: 500, body: '{}' }, { status: 500, body: '{}' })
  const businessNo = await submit()
  await attempts(businessNo, 1)
  await advance(1_000)
  await attempts(businessNo, 2)
  await decide(businessNo, '20')
  const other = await submit()
  await until(() => bff.statuses(other).length === 1)
  await advance(5_000)
  await until(() => bff.statuses(businessNo).length === 4)
  expect(bff.statuses(businessNo)).toEqual(['10', '10', '10', '20'])
})

test('the duplicate fault tells each event twice with the same number', async () => {
  await faults({ duplicateCallback: true })
  const businessNo = await submit()
  const told = await until(() => bff.about(businessNo).length === 2 && bff.about(businessNo))
  expect(told[0]?.body).toEqual(told[1]?.body)
  expect(told.every(one => one.isSigned)).toBe(true)
})

test('held callbacks stay until they are let go, and keep their order', async () => {
  await faults({ holdCallbacks: true })
  const businessNo = await submit()
  await decide(businessNo, '20')
  await advance(3_600_000)
  expect(bff.statuses(businessNo)).toEqual([])
  await faults({ holdCallbacks: false })
  await until(() => bff.statuses(businessNo).length === 2)
  expect(bff.statuses(businessNo)).toEqual(['10', '20'])
})

test('the reorder fault tells the newest first', async () => {
  await faults({ holdCallbacks: true, reorderCallbacks: true })
  const businessNo = await submit()
  await decide(businessNo, '20')
  await faults({ holdCallbacks: false })
  await until(() => bff.statuses(businessNo).length === 2)
  expect(bff.statuses(businessNo)).toEqual(['20', '10'])
})

test('a reset takes back what has not been told', async () => {
  await faults({ holdCallbacks: true })
  const [businessNo, marker] = [await submit(), await submit()]
  await plain('POST', `${vehicle}/admin/reset`, { appId: app.appId })
  const after = await submit()
  await until(() => bff.statuses(after).length === 1)
  expect([bff.statuses(businessNo), bff.statuses(marker)]).toEqual([[], []])
})
