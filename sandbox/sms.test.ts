import Dysms, { QuerySendDetailsRequest, SendSmsRequest } from '@alicloud/dysmsapi20170525'
import { Config } from '@alicloud/openapi-client'
import { createHash, createHmac } from 'node:crypto'
import { startSandbox, type Sandbox } from './index'
import { freshApp, hex, plain, type App, type Json } from './test/kit'

let sandbox: Sandbox
let sms: string
let key: App

beforeAll(async () => {
  sandbox = await startSandbox()
  sms = sandbox.urls.sms
})
beforeEach(async () => {
  key = freshApp()
  await plain('POST', `${sms}/admin/apps`, key)
})
afterAll(() => sandbox.close())

/** The vendor's own client. */
const officialClient = ({ appId, secret }: App) =>
  new Dysms(
    new Config({
      accessKeyId: appId,
      accessKeySecret: secret,
      endpoint: new URL(sms).host,
      protocol: 'HTTP',
    }),
  )
const message = (more: Json = {}) =>
  new SendSmsRequest({
    phoneNumbers: '19900000001',
    signName: '云汀政务',
    templateCode: 'SMS_CODE',
    templateParam: JSON.stringify({ code: '402915' }),
    outId: 'n-1',
    ...more,
  })
const send = async (more: Json = {}, one = key) => (await officialClient(one).sendSms(message(more))).body
const arrived = async () =>
  (await plain('GET', `${sms}/admin/sms?mobile=19900000001&appId=${key.appId}`)).data['messages'] as Json[]

test("the vendor's SDK sends, and the message arrives on the phone", async () => {
  const body = await send()
  expect(body).toMatchObject({ code: 'OK', message: 'OK' })
  expect(body?.bizId).toMatch(/^\d+\^0$/)
  expect(body?.requestId).toBeTruthy()
  expect(await arrived()).toMatchObject([
    {
      text: '【云汀政务】您的验证码为402915，5分钟内有效，请勿泄露。',
      params: { code: '402915' },
      bizId: body?.bizId,
      outId: 'n-1',
    },
  ])
})

test("parameters with every awkward character pass the vendor's signature", async () => {
  const params = {
    item: "货车 通行证+*~!'()&=%/?#",
    case: '云-1',
    stage: '已受理',
    link: 'http://127.0.0.1:1/p?a=1&b=2',
  }
  expect((await send({ templateCode: 'SMS_CASE', templateParam: JSON.stringify(params) }))?.code).toBe('OK')
  expect((await arrived())[0]?.['params']).toEqual(params)
})

test('a wrong secret is refused and nothing arrives', async () => {
  await expect(send({}, { ...key, secret: 'another' })).rejects.toMatchObject({
    code: 'SignatureDoesNotMatch',
  })
  await expect(send({}, freshApp())).rejects.toMatchObject({ code: 'InvalidAccessKeyId.NotFound' })
  expect(await arrived()).toEqual([])
})

test.each<[string, Json]>([
  ['isv.MOBILE_NUMBER_ILLEGAL', { phoneNumbers: '12345' }],
  ['isv.MOBILE_NUMBER_ILLEGAL', { phoneNumbers: '19900000001,abc' }],
  ['isv.SMS_TEMPLATE_ILLEGAL', { templateCode: 'SMS_NONE' }],
  ['isv.SMS_SIGNATURE_ILLEGAL', { signName: '别的签名' }],
  ['isv.TEMPLATE_MISSING_PARAMETERS', { templateParam: '{}' }],
  ['isv.INVALID_JSON_PARAM', { templateParam: '{"code"' }],
])('%s for %j', async (code, more) => {
  expect((await send(more))?.code).toBe(code)
  expect(await arrived()).toEqual([])
})

test('one code a minute, five an hour, ten a day; time passing makes room', async () => {
  const advance = (advanceMs: number) => plain('POST', `${sandbox.urls.desk}/clock`, { advanceMs })
  const sendAfter = async (ms: number) => {
    await advance(ms)
    return (await send())?.code
  }
  const limited = 'isv.BUSINESS_LIMIT_CONTROL'
  expect((await send())?.code).toBe('OK')
  expect((await send())?.code).toBe(limited)
  for (let sent = 1; sent < 5; sent += 1) expect(await sendAfter(61_000)).toBe('OK')
  expect(await sendAfter(61_000)).toBe(limited)
  expect(await sendAfter(3_600_000)).toBe('OK')
  for (let sent = 6; sent < 10; sent += 1) expect(await sendAfter(61_000)).toBe('OK')
  expect(await sendAfter(3_600_000)).toBe(limited)
  expect(await sendAfter(86_400_000)).toBe('OK')
})

test('what was sent can be asked for by number, day and reference', async () => {
  await send()
  const day = new Date(Date.parse(String((await arrived())[0]?.['sentAt'])) + 8 * 3_600_000)
  const asked = new QuerySendDetailsRequest({
    phoneNumber: '19900000001',
    sendDate: day.toISOString().slice(0, 10).replace(/-/g, ''),
    pageSize: 10,
    currentPage: 1,
  })
  const details = (await officialClient(key).querySendDetails(asked)).body?.smsSendDetailDTOs
    ?.smsSendDetailDTO
  expect(details?.map(detail => detail.outId)).toEqual(['n-1'])
  expect(details?.[0]).toMatchObject({ phoneNum: '19900000001', templateCode: 'SMS_CODE', sendStatus: 3 })
})

test('a template of our own can be registered', async () => {
  await plain('POST', `${sms}/admin/templates`, {
    templateCode: 'SMS_OWN',
    signName: '测试签名',
    content: '你好，${name}。',
  })
  await send({ templateCode: 'SMS_OWN', signName: '测试签名', templateParam: '{"name":"林晓雨"}' })
  expect((await arrived())[0]?.['text']).toBe('【测试签名】你好，林晓雨。')
})

/** The platform's signature by hand, to bend what the SDK would never bend. */
const byHand = async (
  bend: { headers?: Record<string, string>; unsigned?: Record<string, string>; body?: string } = {},
) => {
  const query =
    'PhoneNumbers=19900000001&SignName=%E4%BA%91%E6%B1%80%E6%94%BF%E5%8A%A1&TemplateCode=SMS_CODE&TemplateParam=%7B%22code%22%3A%221%22%7D'
  const sha256 = (value: string) => createHash('sha256').update(value).digest('hex')
  const headers: Record<string, string> = {
    host: new URL(sms).host,
    'x-acs-action': 'SendSms',
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': `${new Date().toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': hex(16),
    'x-acs-version': '2017-05-25',
    ...bend.headers,
  }
  const names = Object.keys(headers).sort()
  const canonical = [
    'POST',
    '/',
    query,
    ...names.map(name => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    sha256(''),
  ]
  const signature = createHmac('sha256', key.secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical.join('\n'))}`)
    .digest('hex')
  const authorization = `ACS3-HMAC-SHA256 Credential=${key.appId},SignedHeaders=${names.join(';')},Signature=${signature}`
  const { host: _host, ...sent } = headers
  const response = await fetch(`${sms}/?${query}`, {
    method: 'POST',
    headers: { ...sent, authorization, ...bend.unsigned },
    ...(bend.body && { body: bend.body }),
  })
  return { status: response.status, code: ((await response.json()) as Json)['Code'] }
}

test('a signature by the book passes', async () => {
  expect(await byHand()).toEqual({ status: 200, code: 'OK' })
})

test('stale, replayed, changed and half-signed requests are refused', async () => {
  const longAgo = `${new Date(Date.now() - 16 * 60_000).toISOString().slice(0, 19)}Z`
  expect(await byHand({ headers: { 'x-acs-date': longAgo } })).toMatchObject({
    code: 'InvalidTimeStamp.Expired',
  })
  const nonce = { headers: { 'x-acs-signature-nonce': hex(16) } }
  expect(await byHand(nonce)).toMatchObject({ code: 'OK' })
  expect(await byHand(nonce)).toMatchObject({ status: 400, code: 'SignatureNonceUsed' })
  expect(await byHand({ unsigned: { 'x-acs-date': longAgo } })).toMatchObject({
    code: 'InvalidTimeStamp.Expired',
  })
  expect(await byHand({ unsigned: { 'x-acs-extra': '1' } })).toMatchObject({ code: 'IncompleteSignature' })
  expect(await byHand({ body: 'PhoneNumbers=1' })).toMatchObject({ code: 'SignatureDoesNotMatch' })
  expect(await byHand({ headers: { 'x-acs-action': 'SendBatchSms' } })).toMatchObject({ status: 404 })
  expect(await plain('POST', `${sms}/`, '')).toMatchObject({ status: 400 })
})

test('the gateway can be broken for one key', async () => {
  await plain('PUT', `${sms}/admin/faults`, { appId: key.appId, http500: true })
  await expect(send()).rejects.toThrow()
  await plain('PUT', `${sms}/admin/faults`, { appId: key.appId, http500: false })
  expect((await send())?.code).toBe('OK')
})
