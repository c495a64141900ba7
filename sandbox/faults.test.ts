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
let vehicle: string
let app: App

beforeAll(async () => {
  sandbox = await startSandbox()
  bff = await startBff()
  vehicle = sandbox.urls.vehicle
})
beforeEach(async () => {
  app = await register(vehicle, bff)
})
afterAll(() => Promise.all([sandbox.close(), bff.close()]))

const put = (change: Json) => plain('PUT', `${vehicle}/admin/faults`, change)
const query = (one = app) => call(one, vehicle, '/v1/query/vehicles', { idNumber: people.zhao.idNumber })
const held = async () =>
  (await plain('GET', `${vehicle}/admin/applications?appId=${app.appId}`)).data['applications'] as unknown[]

test('a server is well until told otherwise, and remembers only what was changed', async () => {
  const well = {
    slowMs: 0,
    http500: false,
    garbage: false,
    down: false,
    duplicateCallback: false,
    holdCallbacks: false,
    reorderCallbacks: false,
  }
  const url = `${vehicle}/admin/faults?appId=${app.appId}`
  expect((await plain('GET', url)).data).toEqual(well)
  await put({ appId: app.appId, garbage: true })
  await put({ appId: app.appId, slowMs: 5 })
  expect((await plain('GET', url)).data).toEqual({ ...well, garbage: true, slowMs: 5 })
})

test('a broken server answers 500 and does nothing', async () => {
  await put({ appId: app.appId, http500: true })
  expect((await call(app, vehicle, '/v1/applications', buildSubmission(bff))).status).toBe(500)
  expect(await held()).toEqual([])
})

test('a garbling server answers HTML with 200 and does nothing', async () => {
  await put({ appId: app.appId, garbage: true })
  const { status, text } = await call(app, vehicle, '/v1/applications', buildSubmission(bff))
  expect([status, text.startsWith('<html>')]).toEqual([200, true])
  expect(await held()).toEqual([])
})

test('a dead server tears the connection down, and its switches still work', async () => {
  await put({ appId: app.appId, down: true })
  await expect(query()).rejects.toThrow()
  await put({ appId: app.appId, down: false })
  expect((await query()).code).toBe('0')
})

test('a slow server has done its work long before it answers', async () => {
  await put({ appId: app.appId, slowMs: 600_000 })
  const submission = buildSubmission(bff)
  const asked = call(app, vehicle, '/v1/applications', submission).catch(() => 'gave up')
  await until(async () => (await held()).length === 1)
  await put({ appId: app.appId, slowMs: 0 })
  expect((await call(app, vehicle, '/v1/applications', submission)).code).toBe('0')
  expect(await held()).toMatchObject([{ receivedCounts: { submit: 2 }, events: [{ status: '10' }] }])
  void asked // answered when the sandbox closes
})

test('a fault of one application does not touch another; a fault of the server touches all', async () => {
  const other = await register(vehicle, bff)
  await put({ appId: app.appId, http500: true })
  expect([(await query()).status, (await query(other)).status]).toEqual([500, 200])
  await put({ http500: true })
  expect((await query(other)).status).toBe(500)
  await put({ http500: false })
  expect((await query(other)).status).toBe(200)
})

test('a reset heals the application', async () => {
  await put({ appId: app.appId, http500: true })
  await plain('POST', `${vehicle}/admin/reset`, { appId: app.appId })
  expect((await query()).status).toBe(200)
})

test.each([{ slowMs: -1 }, { slowMs: '5' }, { http500: 'yes' }, { down: 1 }])(
  '%j is no fault',
  async change => {
    expect((await put({ appId: app.appId, ...change })).status).toBe(400)
  },
)
