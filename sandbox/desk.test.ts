import { startSandbox, type Sandbox } from './index'
import {
  buildSubmission,
  call,
  people,
  plain,
  register,
  startBff,
  submitForm,
  until,
  type App,
  type Bff,
  type Json,
} from './test/kit'

let sandbox: Sandbox
let bff: Bff
let app: App
let desk: string

beforeAll(async () => {
  bff = await startBff()
  sandbox = await startSandbox({ bffClock: { url: `${bff.url}/clock`, secret: 'bearer-secret' } })
  desk = sandbox.urls.desk
  app = await register(sandbox.urls.vehicle, bff)
})
afterAll(() => Promise.all([sandbox.close(), bff.close()]))

const form = {
  plate: '云Z12345',
  route: { label: '行驶路线', value: ['环城路', '货场街'] },
  note: '<script>alert(1)</script>',
  isUrgent: true,
  left: null,
  garage: { street: '货场街', number: 7 },
}
const submit = async (more: Json = {}) => {
  const submission = buildSubmission(bff, { applicant: people.zhao, itemName: '货车通行证', form, ...more })
  await call(app, sandbox.urls.vehicle, '/v1/applications', submission)
  const { businessNo } = submission
  return { businessNo, page: `${desk}/officer/vehicle/vehicle/${app.appId}/${businessNo}` }
}
const latestOf = async (businessNo: string) =>
  (await call(app, sandbox.urls.vehicle, `/v1/applications/${businessNo}`)).data

test('every page answers, in Chinese, with nothing undefined, before and after there is something to show', async () => {
  const { page } = await submit()
  for (const path of [
    '/',
    '/phone',
    '/phone?mobile=19900000001',
    '/officer',
    '/officer?show=all&department=archives',
  ]) {
    const { status, text } = await plain('GET', desk + path)
    expect([path, status]).toEqual([path, 200])
    expect(text).toMatch(/^<!doctype html>\s*<html lang="zh-CN">/)
    expect(text).not.toMatch(/undefined|NaN|\[object|Invalid/)
  }
  for (const url of [page, `${desk}/faults`, `${desk}/faults?appId=${app.appId}`]) {
    const { status, text } = await plain('GET', url)
    expect(status).toBe(200)
    expect(text).not.toMatch(/undefined|NaN|\[object|Invalid/)
  }
  expect((await plain('GET', `${desk}/desk.css`)).status).toBe(200)
  expect((await plain('GET', `${desk}/desk.js`)).status).toBe(200)
})

test('the officer sees the form with its labels, and text stays text', async () => {
  const { page } = await submit()
  const { text } = await plain('GET', page)
  for (const shown of [
    'plate',
    '云Z12345',
    '行驶路线',
    '环城路',
    '货场街',
    '赵大川',
    '居住证.pdf',
    '（未填）',
  ]) {
    expect(text).toContain(shown)
  }
  expect(text).not.toContain('<script>alert')
})

test('a material opens through its signed address, and a changed one does not', async () => {
  const { page } = await submit()
  const opened = await fetch(`${page}/materials/m-1`)
  expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(Buffer.from(await opened.arrayBuffer())).toEqual(bff.material)

  const [material] = buildSubmission(bff).materials
  const changed = await submit({ materials: [{ ...material, sha256: '0'.repeat(64) }] })
  expect(await plain('GET', `${changed.page}/materials/m-1`)).toMatchObject({ status: 502 })
  const lost = await submit({ materials: [{ ...material, url: 'http://127.0.0.1:9/x' }] })
  expect((await plain('GET', `${lost.page}/materials/m-1`)).text).toContain('取不到材料')
})

test('an officer accepts, asks for several points at once, reads the supplement, and grants', async () => {
  const { businessNo, page } = await submit()
  expect((await submitForm(`${page}/decide`, [['status', '20']])).text).toContain('已记下')
  await submitForm(`${page}/decide`, [
    ['status', '30'],
    ['field', 'plate'],
    ['message', '号牌与行驶证不一致。'],
    ['field', '行驶证'],
    ['message', '请补交副页。'],
    ['field', ''],
    ['message', ''],
  ])
  expect((await latestOf(businessNo))['corrections']).toEqual([
    { field: 'plate', message: '号牌与行驶证不一致。' },
    { field: '行驶证', message: '请补交副页。' },
  ])
  const supplement = { round: 1, form: { plate: '云ZD12345' }, materials: [] }
  await call(app, sandbox.urls.vehicle, `/v1/applications/${businessNo}/supplement`, supplement)
  expect((await plain('GET', page)).text).toContain('第 1 次补正')
  await submitForm(`${page}/decide`, [['status', '50']])
  expect((await latestOf(businessNo))['status']).toBe('50')
  await until(() => bff.statuses(businessNo).length === 5)
  expect(bff.statuses(businessNo)).toEqual(['10', '20', '30', '31', '50'])
})

test('a refusal needs its article and its opinion; a late decision is told so', async () => {
  const { businessNo, page } = await submit()
  await submitForm(`${page}/decide`, [['status', '20']])
  const without = await submitForm(`${page}/decide`, [
    ['status', '51'],
    ['opinion', '不行'],
  ])
  expect([without.status, without.text.includes('请写明依据的条款和意见')]).toEqual([400, true])
  await submitForm(`${page}/decide`, [
    ['status', '51'],
    ['opinion', '超过总质量限制。'],
    ['articles', '《甲》第一条\r\n《乙》第二条'],
  ])
  expect(await latestOf(businessNo)).toMatchObject({
    status: '51',
    articles: ['《甲》第一条', '《乙》第二条'],
  })
  expect((await submitForm(`${page}/decide`, [['status', '50']])).status).toBe(409)
})

test('what waits is listed newest first, what is done only under all', async () => {
  const [first, second] = [await submit({ itemName: '先到的' }), await submit({ itemName: '后到的' })]
  const open = (await plain('GET', `${desk}/officer`)).text
  expect(open.indexOf(second.businessNo)).toBeLessThan(open.indexOf(first.businessNo))
  await submitForm(`${first.page}/decide`, [
    ['status', '21'],
    ['opinion', '不属于职权范围。'],
    ['articles', '《甲》第一条'],
  ])
  expect((await plain('GET', `${desk}/officer`)).text).not.toContain(first.businessNo)
  expect((await plain('GET', `${desk}/officer?show=all`)).text).toContain(first.businessNo)
})

test('a fault set on the page works and can be cleared', async () => {
  const set = `${desk}/faults/vehicle`
  const page = await submitForm(set, [
    ['appId', app.appId],
    ['slowMs', '0'],
    ['http500', 'on'],
  ])
  expect(page.text).toContain('开关已保存')
  expect((await call(app, sandbox.urls.vehicle, '/v1/applications/x')).status).toBe(500)
  await submitForm(set, [
    ['appId', app.appId],
    ['clear', '1'],
  ])
  expect((await call(app, sandbox.urls.vehicle, '/v1/applications/x')).status).toBe(200)
  expect((await submitForm(set, [['slowMs', '-3']])).status).toBe(400)
})

test('a department can be switched between automatic and officers on the page', async () => {
  const general = await register(sandbox.urls.general, bff)
  const fields = [
    ['appId', general.appId],
    ['department', 'archives'],
    ['mode', 'officer'],
  ] as const
  expect((await submitForm(`${desk}/faults/general/mode`, fields)).status).toBe(200)
  const { data } = await plain('GET', `${sandbox.urls.general}/admin/mode?appId=${general.appId}`)
  expect(data).toMatchObject({ archives: 'officer', 'civil-affairs': 'auto' })
})

test("the BFF's clock moves first, then the sandbox's", async () => {
  const before = (await plain('GET', `${desk}/clock`)).data
  const moved = await plain('POST', `${desk}/clock`, { advanceMs: 60_000 })
  expect(moved.data['offsetMs']).toBe(Number(before['offsetMs']) + 60_000)
  expect(bff.clock.offsets.at(-1)).toBe(moved.data['offsetMs'])
  expect(bff.clock.bearer).toBe('Bearer bearer-secret')
  const page = await submitForm(`${desk}/clock`, [
    ['advanceMs', '3600000'],
    ['back', '/phone?mobile=19900000001'],
  ])
  expect([page.status, page.text.includes('19900000001')]).toEqual([200, true])
  expect((await plain('GET', `${desk}/clock`)).data['offsetMs']).toBe(Number(before['offsetMs']) + 3_660_000)
})

test("when the BFF's clock does not follow, nothing moves and the page says so", async () => {
  const before = (await plain('GET', `${desk}/clock`)).data['offsetMs']
  bff.clock.status = 503
  expect((await plain('POST', `${desk}/clock`, { advanceMs: 60_000 })).status).toBe(502)
  const page = await submitForm(`${desk}/clock`, [['advanceMs', '60000']])
  expect([page.status, page.text.includes('时间没有移动')]).toEqual([502, true])
  bff.clock.status = 200
  expect((await plain('GET', `${desk}/clock`)).data['offsetMs']).toBe(before)
})

test.each([{ advanceMs: -1 }, { advanceMs: 0 }, { advanceMs: '60000' }, { advanceMs: 1e15 }, {}])(
  '%j does not move time',
  async body => expect((await plain('POST', `${desk}/clock`, body)).status).toBe(400),
)

test('messages can be read as JSON, by number', async () => {
  expect((await plain('GET', `${desk}/phone/messages?mobile=19900000001`)).data['messages']).toEqual([])
})

test('pages of other sites cannot press buttons here', async () => {
  const headers = { origin: 'http://evil.example', 'content-type': 'application/json' }
  const response = await fetch(`${desk}/clock`, { method: 'POST', headers, body: '{"advanceMs":1000}' })
  expect(response.status).toBe(403)
})

test('unknown addresses and cases are 404, odd requests never take the site down', async () => {
  expect((await plain('GET', `${desk}/none`)).status).toBe(404)
  expect((await plain('GET', `${desk}/officer/vehicle/vehicle/x/y`)).status).toBe(404)
  expect((await plain('GET', `${desk}/officer/none/vehicle/x/y`)).status).toBe(404)
  expect((await plain('GET', `${desk}/officer/%/vehicle/x/y`)).status).toBe(400)
  expect((await plain('DELETE', `${desk}/clock`)).status).toBe(405)
  expect((await plain('POST', `${desk}/clock`, '{')).status).toBe(400)
})
