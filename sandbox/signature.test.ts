import { startSandbox, type Sandbox } from './index'
import {
  call,
  freshApp,
  headersFor,
  hex,
  people,
  plain,
  register,
  sign,
  startBff,
  type App,
  type Bff,
} from './test/kit'

let sandbox: Sandbox
let bff: Bff
let app: App
let base: string

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, host: '127.0.0.1' })
  bff = await startBff()
  base = sandbox.urls.population
  app = await register(base, bff)
})
afterAll(() => Promise.all([sandbox.close(), bff.close()]))

const target = '/v1/verify'
const body = JSON.stringify({ name: people.lin.name, idNumber: people.lin.idNumber })
const now = () => Math.floor(Date.now() / 1000)

const send = async (headers: Record<string, string>, sent = body, path = target) => {
  const response = await fetch(base + path, { method: 'POST', headers, body: sent })
  return { status: response.status, answer: (await response.json()) as { code: string; message: string } }
}

const signedAt = (timestamp: string, nonce = hex(16)) => ({
  'x-app-id': app.appId,
  'x-timestamp': timestamp,
  'x-nonce': nonce,
  'x-signature': sign(app.secret, 'POST', target, timestamp, nonce, body),
})

test('a well signed request is answered', async () => {
  const { status, answer } = await send(signedAt(String(now())))
  expect([status, answer.code]).toEqual([200, '0'])
})

const good = () => headersFor(app, 'POST', target, body)
const refused: [string, () => ReturnType<typeof send>][] = [
  ['a wrong secret', () => send(headersFor({ ...app, secret: 'another' }, 'POST', target, body))],
  ['an unknown application', () => send(headersFor(freshApp(), 'POST', target, body))],
  ['a body changed on the way', () => send(good(), body.replace('林', '王'))],
  ['a path changed on the way', () => send(good(), body, '/v1/query/resident')],
  ['a query added on the way', () => send(good(), body, `${target}?x=1`)],
  [
    'a signature in capitals',
    () => send({ ...good(), 'x-signature': good()['x-signature']?.toUpperCase() ?? '' }),
  ],
  ['an empty signature', () => send({ ...good(), 'x-signature': '' })],
  ['no headers at all', () => send({})],
  ['a timestamp six minutes old', () => send(signedAt(String(now() - 360)))],
  ['a timestamp six minutes ahead', () => send(signedAt(String(now() + 360)))],
  ['a timestamp in milliseconds', () => send(signedAt(String(Date.now())))],
  ['a timestamp that is no number', () => send(signedAt('now'))],
  ['a nonce that is too short', () => send(signedAt(String(now()), 'short'))],
]

test.each(refused)('%s is refused with 401 and 4010', async (_name, attempt) => {
  const { status, answer } = await attempt()
  expect([status, answer.code, typeof answer.message]).toEqual([401, '4010', 'string'])
})

test('a nonce is good once, and a refused request does not use it up', async () => {
  const headers = signedAt(String(now()))
  expect((await send({ ...headers, 'x-signature': 'f'.repeat(64) })).status).toBe(401)
  expect((await send(headers)).status).toBe(200)
  expect((await send(headers)).answer.code).toBe('4010')
})

test('two applications may use the same nonce', async () => {
  const other = await register(base, bff)
  const [timestamp, nonce] = [String(now()), hex(16)]
  const headers = (one: App) => ({
    ...signedAt(timestamp, nonce),
    'x-app-id': one.appId,
    'x-signature': sign(one.secret, 'POST', target, timestamp, nonce, body),
  })
  expect([(await send(headers(app))).status, (await send(headers(other))).status]).toEqual([200, 200])
})

test('freshness is judged by real time, however far the sandbox has moved', async () => {
  await plain('POST', `${sandbox.urls.desk}/clock`, { advanceMs: 86_400_000 })
  expect((await send(signedAt(String(now())))).status).toBe(200)
  expect((await send(signedAt(String(now() + 86_400)))).status).toBe(401)
})

test('registering again replaces the secret', async () => {
  const replaced = { ...(await register(base, bff)), secret: hex(20) }
  await plain('POST', `${base}/admin/apps`, replaced)
  expect((await call(replaced, base, target, people.lin)).code).toBe('0')
})

test('departments refuse a bad signature in the same way', async () => {
  for (const url of [
    sandbox.urls.medicalInsurance,
    sandbox.urls.vehicle,
    `${sandbox.urls.general}/d/archives`,
  ]) {
    const { status, code } = await call(freshApp(), url, '/v1/applications', {})
    expect([status, code]).toEqual([401, '4010'])
  }
})
