import { pathParameters, type Endpoint } from '@shared/endpoint'
import { accessTable } from '../test/access-table'
import { findOpenApiFaults } from '../test/check-open-api'
import { knock, type Answered, type Caller } from '../test/knock'
import { setScene, type Scene } from '../test/scene'
import { startSuite, type Suite } from '../test/suite'

const basePath = '/tongban'
let suite: Suite
let scene: Scene
beforeAll(async () => {
  suite = await startSuite({ BASE_PATH: basePath })
  scene = await setScene(suite)
})
afterAll(() => suite.stop())
afterEach(() => {
  // The server runs in this very process: what it let through would show here.
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

const endpoints = (): Endpoint[] => suite.server.routes.map(({ endpoint }) => endpoint)
const withBody = ({ method, kind }: Endpoint): boolean =>
  method !== 'GET' && method !== 'DELETE' && kind !== 'upload'

/** Somebody who may use this route, so that only what is sent can be wrong. */
const callerOf = ({ access }: Endpoint): Caller =>
  access.is !== 'provider'
    ? { is: 'citizen', citizen: scene.owner }
    : access.system === 'clock'
      ? { is: 'clock' }
      : { is: 'department', slug: 'medical-insurance' }

const inputOf = ({ name }: Endpoint): Record<string, unknown> => accessTable[name]?.input(scene, 6) ?? {}
const bodyOf = (endpoint: Endpoint): Record<string, unknown> => {
  const inPath = pathParameters(endpoint.path)
  return Object.fromEntries(Object.entries(inputOf(endpoint)).filter(([name]) => !inPath.includes(name)))
}

type Sent = string | Uint8Array
const send = (endpoint: Endpoint, raw: Sent, headers: Record<string, string> = {}): Promise<Answered> =>
  knock(suite, endpoint, { as: callerOf(endpoint), input: inputOf(endpoint), raw, headers })

const brackets = '['.repeat(10_000) + ']'.repeat(10_000)
const objects = '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)
const manyKeys = Array.from({ length: 100_000 }, (_, nth) => `"k${nth}":0`).join(',')
const open = (endpoint: Endpoint): string => {
  const rest = JSON.stringify(bodyOf(endpoint)).slice(1)
  return rest === '}' ? rest : `,${rest}`
}

/** Bodies that no route takes, whoever sends them. */
const refused: [string, (endpoint: Endpoint) => Sent][] = [
  ['no JSON', () => 'mobile=19900000001'],
  ['half a JSON', () => '{"mobile":'],
  ['an array', () => '[]'],
  ['a number', () => '7'],
  ['nothing but null', () => 'null'],
  ['ten thousand arrays', endpoint => `{"deep":${brackets}${open(endpoint)}`],
  ['ten thousand objects', endpoint => `{"deep":${objects}${open(endpoint)}`],
  ['ten thousand arrays inside the form', () => `{"values":{"deep":${brackets}},"materials":{}}`],
  ['a hundred thousand keys', () => `{${manyKeys}}`],
  ['a key twice', endpoint => `{"a":1,"a":1${open(endpoint)}`],
  ['a key twice, once in disguise', endpoint => `{"a":1,"\\u0061":1${open(endpoint)}`],
  ['a megabyte', () => JSON.stringify({ mobile: 'x'.repeat(1_000_000) })],
  ['bytes that are no text', () => Uint8Array.from({ length: 400 }, (_, nth) => nth % 256)],
]

/** Keys nobody asked for: refused from our own clients; a provider may add some, and they mean nothing. */
const added: [string, string][] = [
  ['__proto__', '{"__proto__":{"polluted":1}'],
  ['constructor', '{"constructor":{"prototype":{"polluted":1}}'],
  [
    'ids and roles',
    '{"id":"x","ownerId":"x","personId":"x","status":"50x","role":"admin","createdAt":"2020"',
  ],
  ['a null byte', '{"a\\u0000b":1'],
]

test.each(refused)('a body of %s is refused on every route', async (_, make) => {
  for (const endpoint of endpoints().filter(withBody)) {
    const { status } = await send(endpoint, make(endpoint))
    expect([endpoint.name, Math.floor(status / 100)]).toEqual([endpoint.name, 4])
  }
})

test.each(added)('%s beside what was asked: refused, or without meaning to a provider', async (_, start) => {
  for (const endpoint of endpoints().filter(withBody)) {
    const { status } = await send(endpoint, start + open(endpoint))
    const isLoose = endpoint.name === 'departmentCallback'
    if (isLoose) expect(status).toBeLessThan(500)
    else expect([endpoint.name, status]).toEqual([endpoint.name, 400])
  }
})

test('an array, an object, a number or nothing in the place of each value is refused', async () => {
  for (const endpoint of endpoints().filter(withBody)) {
    for (const [name, value] of Object.entries(bodyOf(endpoint))) {
      // The values of a form are an object of whatever the item asks for.
      if (name === 'values') continue
      const odd: unknown[] = [
        [value],
        [[]],
        { toString: 'x' },
        null,
        true,
        typeof value === 'string' ? 7 : '7',
      ]
      for (const wrong of odd) {
        const { status } = await send(endpoint, JSON.stringify({ ...bodyOf(endpoint), [name]: wrong }))
        expect([endpoint.name, name, wrong, status]).toEqual([endpoint.name, name, wrong, 400])
      }
    }
  }
})

test('a form may nest, but its odd keys stay data', async () => {
  const save = endpoints().find(({ name }) => name === 'saveDraft')
  if (!save) throw new Error('saveDraft')
  const values = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"hasOwnProperty":1}'
  const sent = `{"values":${values},"materials":{"__proto__":["${'a'.repeat(32)}"]},"baseVersion":0}`
  const { status } = await send(save, sent)
  expect([400, 409, 422]).toContain(status)
})

test('a body of another type is refused on every route', async () => {
  for (const endpoint of endpoints().filter(withBody)) {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'x',
    ]) {
      const { status } = await send(endpoint, '{"a":1}', { 'Content-Type': type })
      expect([endpoint.name, type, status]).toEqual([endpoint.name, type, 415])
    }
  }
})

test('an upload that is too large, or no form at all, is refused', async () => {
  const upload = endpoints().find(({ kind }) => kind === 'upload')
  if (!upload) throw new Error('no upload')
  const as = callerOf(upload)
  const file = { name: 'x.jpg', mime: 'image/jpeg', bytes: new Uint8Array(11 * 1024 * 1024) }
  expect((await knock(suite, upload, { as, input: inputOf(upload), file })).status).toBe(413)
  expect((await send(upload, '{"itemCode":"x"}')).status).toBe(415)
})

test('an odd address is refused on every route', async () => {
  const queries = [
    'admin=1',
    '__proto__=1',
    '__proto__[polluted]=1',
    'constructor=1',
    'a=1&a=2',
    '%00=1',
    '%E0%A4%A=1',
    Array.from({ length: 1500 }, (_, nth) => `a${nth}=`).join('&'),
    'x'.repeat(20_000),
  ]
  for (const endpoint of endpoints().filter(each => each.method === 'GET' || each.method === 'DELETE')) {
    const given = JSON.stringify(inputOf(endpoint))
    for (const odd of queries) {
      const query = given === '{"q":"货车"}' ? `&${odd}` : `?${odd}`
      const { status } = await knock(suite, endpoint, {
        as: callerOf(endpoint),
        input: inputOf(endpoint),
        query,
      })
      expect([endpoint.name, odd.slice(0, 20), Math.floor(status / 100)]).toEqual([
        endpoint.name,
        odd.slice(0, 20),
        4,
      ])
    }
  }
  const search = endpoints().find(({ name }) => name === 'searchItems')
  if (!search) throw new Error('searchItems')
  const twice = await knock(suite, search, { as: callerOf(search), input: { q: 'a' }, query: '&q=b' })
  expect(twice.status).toBe(400)
})

test('an odd name in an address is refused or not found', async () => {
  const odd = [
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
    '%00',
    '\u0000',
    "' OR 1=1 --",
    '🚚',
    'ａ',
    'x'.repeat(5000),
  ]
  for (const endpoint of endpoints()) {
    // A draft that never was is discarded as well as one that was.
    if (endpoint.name === 'discardDraft') continue
    for (const parameter of pathParameters(endpoint.path)) {
      for (const value of odd) {
        const input = { ...inputOf(endpoint), [parameter]: value }
        const { status, text } = await knock(suite, endpoint, {
          as: { is: 'citizen', citizen: scene.owner },
          input,
        })
        expect([endpoint.name, value.slice(0, 20), Math.floor(status / 100), text.slice(0, 200)]).toEqual([
          endpoint.name,
          value.slice(0, 20),
          4,
          text.slice(0, 200),
        ])
      }
    }
  }
  for (const target of [
    '/api/items/%E0%A4%A',
    '/api/items/%',
    '/api/cases/%ff',
    '/api/nowhere',
    '//api//items',
  ]) {
    const response = await fetch(suite.url + target)
    expect([target, Math.floor(response.status / 100)]).toEqual([target, 4])
    await response.text()
  }
})

test('every served route stands in the API document, and the document is OpenAPI 3.1', async () => {
  const response = await fetch(`${suite.url}/openapi.json`)
  const document = (await response.json()) as {
    servers: { url: string }[]
    paths: Record<string, Record<string, { operationId: string }>>
  }
  expect(findOpenApiFaults(document)).toEqual([])
  expect(document.servers).toEqual([{ url: basePath }])
  const described = Object.values(document.paths).flatMap(item =>
    Object.values(item).map(({ operationId }) => operationId),
  )
  expect(described.sort()).toEqual(
    endpoints()
      .map(({ name }) => name)
      .sort(),
  )
})

test('the API document can be read as a page without any script', async () => {
  const response = await fetch(`${suite.url}/api`)
  const page = await response.text()
  expect(response.headers.get('content-type')).toContain('text/html')
  expect(page).toContain('<html lang="zh-CN">')
  expect(page).not.toContain('<script')
  for (const { method, path, summary } of endpoints()) {
    expect(page).toContain(`${method} ${path.replace(/:([A-Za-z]+)/g, '{$1}')}`)
    expect(page).toContain(summary.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`))
  }
})
