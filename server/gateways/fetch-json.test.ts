import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { fetchJson, OutsideError } from './call-outside'

const servers: Server[] = []
const serve = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
})

const json = { 'content-type': 'application/json; charset=utf-8' }
const failed = async (call: Promise<unknown>): Promise<OutsideError> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof OutsideError) return error
  throw new Error('expected an OutsideError', { cause: error })
}

test('JSON comes back parsed, with method, headers and body sent as given', async () => {
  const url = await serve((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method, headers } = request
      const echo = {
        method,
        key: headers['idempotency-key'],
        accept: headers.accept,
        body: Buffer.concat(chunks).toString(),
      }
      response.writeHead(201, json).end(JSON.stringify(echo))
    })
  })
  const reply = await fetchJson(url, {
    method: 'POST',
    headers: { 'idempotency-key': 'k1' },
    body: '{"a":1}',
  })
  expect(reply.status).toBe(201)
  expect(reply.body).toEqual({ method: 'POST', key: 'k1', accept: 'application/json', body: '{"a":1}' })
})

test.each<[string, RequestListener, string]>([
  [
    'HTML instead of JSON',
    (_q, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    'garbage',
  ],
  ['HTML that claims to be JSON', (_q, r) => r.writeHead(200, json).end('<html>'), 'garbage'],
  ['JSON cut short', (_q, r) => r.writeHead(200, json).end('{"a":'), 'garbage'],
  [
    'JSON that is not UTF-8',
    (_q, r) => r.writeHead(200, json).end(Buffer.from([0x22, 0xc4, 0xe3, 0x22])),
    'garbage',
  ],
  ['no body at all', (_q, r) => r.writeHead(204).end(), 'garbage'],
  [
    'a connection that breaks off',
    (_q, r) => r.writeHead(200, { ...json, 'content-length': '99' }).write('{', () => r.destroy()),
    'refused',
  ],
  ['a server error', (_q, r) => r.writeHead(500, json).end('{}'), 'http'],
  ['an error page', (_q, r) => r.writeHead(502, { 'content-type': 'text/html' }).end('<html>'), 'http'],
])('%s is named for what it is', async (_name, answer, kind) => {
  expect(await failed(fetchJson(await serve(answer)))).toMatchObject({ kind })
})

test('nobody listening is a refused call', async () => {
  const url = await serve(() => undefined)
  const server = servers.pop()
  await new Promise(resolve => server?.close(resolve))
  expect(await failed(fetchJson(url))).toMatchObject({ kind: 'refused', retry: true })
})

test('a redirect is not followed', async () => {
  let visitsElsewhere = 0
  const elsewhere = await serve((_request, response) => {
    visitsElsewhere += 1
    response.writeHead(200, json).end('{}')
  })
  const url = await serve((_request, response) => response.writeHead(302, { location: elsewhere }).end())
  expect(await failed(fetchJson(url))).toMatchObject({ kind: 'http', theirStatus: 302 })
  expect(visitsElsewhere).toBe(0)
})

test('the code in an error answer reaches the gateway’s table', async () => {
  const url = await serve((_request, response) => response.writeHead(400, json).end('{"code":"PARAM_ERROR"}'))
  const error = await failed(fetchJson(url))
  expect(error).toMatchObject({ kind: 'http', theirStatus: 400, retry: false })
  expect(error.body()).toEqual({ code: 'PARAM_ERROR' })
})

test('how long they ask us to wait is kept', async () => {
  const url = await serve((_request, response) => response.writeHead(429, { 'retry-after': '7' }).end())
  expect(await failed(fetchJson(url))).toMatchObject({ retry: true, retryAfterMs: 7000 })
})

test('an endless answer is cut off at the limit, and the sender notices', async () => {
  let hungUp = () => {}
  const noticed = new Promise<void>(resolve => (hungUp = resolve))
  const url = await serve((_request, response) => {
    response.writeHead(200, json)
    response.on('close', hungUp)
    const pour = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536, 0x20)));
    }
    response.on('drain', pour)
    pour()
  })
  expect(await failed(fetchJson(url))).toMatchObject({ kind: 'garbage' })
  await noticed
})

test('a small answer that unpacks to a huge one is cut off too', async () => {
  const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, 0x20))
  const url = await serve((_request, response) =>
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb),
  )
  expect(await failed(fetchJson(url))).toMatchObject({ kind: 'garbage' })
})

test('a slow drip ends when the signal ends', async () => {
  let dripped = () => {}
  const firstDrop = new Promise<void>(resolve => (dripped = resolve))
  const url = await serve((_request, response) => {
    response.writeHead(200, json).write('{')
    dripped()
  })
  const stop = new AbortController()
  const call = failed(fetchJson(url, { signal: stop.signal }))
  await firstDrop
  stop.abort()
  expect(await call).toMatchObject({ kind: 'timeout' })
})

test('an error never quotes the answer', async () => {
  const url = await serve((_request, response) => response.writeHead(200, json).end('张三 110101'))
  const error = await failed(fetchJson(url))
  expect(String(error.cause)).not.toContain('张三')
})
