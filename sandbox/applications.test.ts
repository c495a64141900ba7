import { startSandbox, type Sandbox } from './index'
import {
  buildSubmission,
  call,
  headersFor,
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
let app: App
let vehicle: string

beforeAll(async () => {
  sandbox = await startSandbox()
  bff = await startBff()
  vehicle = sandbox.urls.vehicle
  app = await register(vehicle, bff)
})
afterAll(() => Promise.all([sandbox.close(), bff.close()]))

const submit = async (more: Json = {}) => {
  const submission = buildSubmission(bff, { applicant: people.zhao, ...more })
  const { data } = await call(app, vehicle, '/v1/applications', submission)
  return { submission, path: `/v1/applications/${submission.businessNo}`, receiptNo: data['receiptNo'] }
}
const decide = (businessNo: string, status: string, more: Json = {}) =>
  plain('POST', `${vehicle}/admin/decide`, { appId: app.appId, businessNo, status, ...more })
const held = async (businessNo: string): Promise<Json> => {
  const { data } = await plain('GET', `${vehicle}/admin/applications?appId=${app.appId}`)
  const found = (data['applications'] as Json[]).find(one => one['businessNo'] === businessNo)
  if (!found) throw new Error('not held')
  return found
}

test('the same application again gets the same receipt and has no second effect', async () => {
  const { submission, path, receiptNo } = await submit()
  const again = await call(app, vehicle, '/v1/applications', submission)
  expect([again.code, again.data['receiptNo']]).toEqual(['0', receiptNo])
  expect((await call(app, vehicle, path)).data).toMatchObject({ receiptNo, status: '10' })
  expect(await held(submission.businessNo)).toMatchObject({
    receivedCounts: { submit: 2 },
    events: [{ status: '10' }],
  })
})

test('another application id never sees it', async () => {
  const { path } = await submit()
  const other = await register(vehicle, bff)
  expect((await call(other, vehicle, path)).code).toBe('4040')
  expect((await call(other, vehicle, `${path}/withdraw`, { reason: '不办了' })).code).toBe('4040')
})

const without = (name: string) => (submission: Json) => ({ ...submission, [name]: undefined })
test.each([
  ['no business number', without('businessNo')],
  ['no item', without('itemCode')],
  ['no form', without('form')],
  ['no materials', without('materials')],
  [
    'an applicant without a number',
    (one: Json) => ({ ...one, applicant: { name: '赵大川', mobile: '19900000002' } }),
  ],
  ['a material without an address', (one: Json) => ({ ...one, materials: [{ materialId: 'm', name: 'x' }] })],
  ['materials that are no list', (one: Json) => ({ ...one, materials: {} })],
  ['a submission time that is none', (one: Json) => ({ ...one, submittedAt: '昨天' })],
])('%s is answered 4001', async (_name, change) => {
  const { status, code } = await call(app, vehicle, '/v1/applications', change(buildSubmission(bff)))
  expect([status, code]).toEqual([200, '4001'])
})

test('broken JSON is 4001, a body over 8 MB is 413, and the server lives on', async () => {
  const target = '/v1/applications'
  const send = (body: string) =>
    fetch(vehicle + target, { method: 'POST', headers: headersFor(app, 'POST', target, body), body })
  expect(await (await send('{"businessNo":')).json()).toMatchObject({ code: '4001' })
  expect(await (await send('[]')).json()).toMatchObject({ code: '4001' })
  expect((await send(`"${'x'.repeat(8 * 1024 * 1024)}"`)).status).toBe(413)
  expect((await call(app, vehicle, '/v1/applications/%E0%A4%A')).code).toBe('4001')
  expect((await call(app, vehicle, '/v1/applications/none')).code).toBe('4040')
  expect((await submit()).receiptNo).toMatch(/^R/)
})

test('a correction names several points, is supplemented once, and a repeat changes nothing', async () => {
  const { submission, path } = await submit({ form: { plate: '云Z54321', route: '环城路' } })
  const { businessNo } = submission
  const corrections = [
    { field: 'plate', message: '行驶证已过期，请更换车辆。' },
    { field: '行驶证', message: '照片不清晰，请重新拍摄。' },
  ]
  expect((await call(app, vehicle, `${path}/supplement`, { round: 1, form: {}, materials: [] })).code).toBe(
    '4091',
  )
  expect((await decide(businessNo, '30', { corrections })).code).toBe('0')
  expect((await call(app, vehicle, path)).data).toMatchObject({ status: '30', corrections, officer: 'A012' })

  const supplement = { round: 1, form: { plate: '云Z12345' }, materials: [] }
  expect((await call(app, vehicle, `${path}/supplement`, { ...supplement, round: 2 })).code).toBe('4091')
  expect((await call(app, vehicle, `${path}/supplement`, supplement)).code).toBe('0')
  expect((await call(app, vehicle, `${path}/supplement`, supplement)).code).toBe('0')
  expect(await held(businessNo)).toMatchObject({
    form: { plate: '云Z12345', route: '环城路' },
    supplements: [{ round: 1 }],
    receivedCounts: { supplement: 4 },
  })
  await until(() => bff.statuses(businessNo).length === 3)
  expect(bff.statuses(businessNo)).toEqual(['10', '30', '31'])
})

test('an undecided application can be withdrawn, twice like once; a decided one cannot', async () => {
  const { submission, path } = await submit()
  expect((await call(app, vehicle, `${path}/withdraw`, {})).code).toBe('4001')
  expect((await call(app, vehicle, `${path}/withdraw`, { reason: '不办了' })).code).toBe('0')
  expect((await call(app, vehicle, `${path}/withdraw`, { reason: '不办了' })).code).toBe('0')
  expect((await held(submission.businessNo))['events']).toHaveLength(2)
  expect((await decide(submission.businessNo, '50')).code).toBe('4091')

  const decided = await submit()
  await decide(decided.submission.businessNo, '20')
  await decide(decided.submission.businessNo, '50')
  expect((await call(app, vehicle, `${decided.path}/withdraw`, { reason: '不办了' })).code).toBe('4091')
})

test('a refusal carries its articles and its opinion', async () => {
  const { submission, path } = await submit()
  const remark = { opinion: '行驶证已过期。', articles: ['《中华人民共和国道路交通安全法》第十三条'] }
  await decide(submission.businessNo, '20')
  await decide(submission.businessNo, '51', remark)
  expect((await call(app, vehicle, path)).data).toMatchObject({ status: '51', ...remark })
})

test('what an officer cannot say is refused', async () => {
  const { submission } = await submit()
  expect((await decide(submission.businessNo, '30')).code).toBe('4001')
  expect((await decide(submission.businessNo, '60')).code).toBe('4001')
  expect((await decide(submission.businessNo, '99')).code).toBe('4001')
  expect((await decide('none', '20')).status).toBe(404)
})

test('a reset forgets one application id and no other', async () => {
  const [mine, other] = [await register(vehicle, bff), await register(vehicle, bff)]
  const submission = buildSubmission(bff)
  for (const one of [mine, other]) await call(one, vehicle, '/v1/applications', submission)
  await plain('POST', `${vehicle}/admin/reset`, { appId: mine.appId })
  const path = `/v1/applications/${submission.businessNo}`
  expect((await call(mine, vehicle, path)).code).toBe('4040')
  expect((await call(other, vehicle, path)).code).toBe('0')
})
