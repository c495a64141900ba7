import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Json = { [name: string]: unknown }
export type Answer = { status: number; code: unknown; data: Json; text: string }
export type App = { appId: string; secret: string }

export const freshApp = (): App => ({
  appId: `app-${randomBytes(6).toString('hex')}`,
  secret: randomBytes(24).toString('hex'),
})

export const hex = (length: number): string => randomBytes(length).toString('hex')

/** The signature as the protocol's text defines it, written apart from the sandbox's own. */
export const sign = (
  secret: string,
  method: string,
  target: string,
  timestamp: string,
  nonce: string,
  body = '',
) =>
  createHmac('sha256', secret)
    .update(
      `${method}\n${target}\n${timestamp}\n${nonce}\n${createHash('sha256').update(body).digest('hex')}`,
    )
    .digest('hex')

export const headersFor = (app: App, method: string, target: string, body = ''): Record<string, string> => {
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), hex(16)]
  return {
    'content-type': 'application/json',
    'x-app-id': app.appId,
    'x-timestamp': timestamp,
    'x-nonce': nonce,
    'x-signature': sign(app.secret, method, target, timestamp, nonce, body),
  }
}

const read = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  let parsed: Json = {}
  try {
    parsed = JSON.parse(text) as Json
  } catch {
    // pages and garbage are looked at as text
  }
  return { status: response.status, code: parsed['code'], data: (parsed['data'] ?? parsed) as Json, text }
}

/** A signed call of a client application; `body` undefined means GET. */
export const call = async (app: App, base: string, target: string, body?: unknown): Promise<Answer> => {
  const method = body === undefined ? 'GET' : 'POST'
  const raw = body === undefined ? '' : JSON.stringify(body)
  const headers = headersFor(app, method, target, raw)
  return read(await fetch(base + target, { method, headers, ...(raw && { body: raw }) }))
}

/** An unsigned JSON call: the sandbox's own switches, the desk. */
export const plain = async (method: string, url: string, body?: unknown): Promise<Answer> => {
  const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  return read(await fetch(url, { method, headers: { 'content-type': 'application/json' }, ...sent }))
}

/** What a browser does with a form: the page behind the redirect, if there is one. */
export const submitForm = async (
  url: string,
  fields: readonly (readonly [string, string])[],
): Promise<Answer> => {
  const body = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]))
  return read(await fetch(url, { method: 'POST', body }))
}

/** Asks again until there is an answer. */
export const until = async <Found>(
  ask: () => Promise<Found | undefined | false> | Found | undefined | false,
) => {
  const deadline = Date.now() + 15_000
  for (;;) {
    const found = await ask()
    if (found) return found
    if (Date.now() > deadline) throw new Error('it never happened')
    await new Promise(next => setTimeout(next, 20))
  }
}

export type Received = { body: Json; target: string; isSigned: boolean }

/** A BFF far away: takes callbacks, checks their signature, answers as told, and serves one material. */
export const startBff = async () => {
  const secrets = new Map<string, string>()
  const received: Received[] = []
  const clock = { offsets: [] as unknown[], status: 200, bearer: '' }
  const material = Buffer.from('%PDF-1.4 居住证')
  let answers: { status: number; body: string }[] = []

  const server = createServer((incoming, outgoing) => {
    const pieces: Buffer[] = []
    incoming.on('data', (piece: Buffer) => pieces.push(piece))
    incoming.on('end', () => {
      const raw = Buffer.concat(pieces).toString('utf8')
      const header = (name: string) => String(incoming.headers[name] ?? '')
      const [target, method] = [incoming.url ?? '', incoming.method ?? '']
      const secret = secrets.get(header('x-app-id')) ?? ''
      const expected = sign(secret, method, target, header('x-timestamp'), header('x-nonce'), raw)
      const isSigned = secret !== '' && expected === header('x-signature')
      if (target === '/clock') {
        clock.bearer = header('authorization')
        if (clock.status === 200) clock.offsets.push((JSON.parse(raw) as Json)['offsetMs'])
        return void outgoing.writeHead(clock.status).end('{}')
      }
      if (target.startsWith('/material')) return void outgoing.writeHead(isSigned ? 200 : 401).end(material)
      received.push({ body: JSON.parse(raw) as Json, target, isSigned })
      const { status, body } = answers.shift() ?? { status: 200, body: '{"code":"0"}' }
      outgoing.writeHead(status, { 'content-type': 'application/json' }).end(body)
    })
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', () => listening()))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url,
    material,
    clock,
    knows: (app: App): void => void secrets.set(app.appId, app.secret),
    /** The next callbacks are answered with these; afterwards all are accepted. */
    answerNext(...next: { status: number; body: string }[]): void {
      answers = next
    },
    about: (businessNo: string): Received[] => received.filter(one => one.body['businessNo'] === businessNo),
    statuses: (businessNo: string): unknown[] =>
      received.filter(one => one.body['businessNo'] === businessNo).map(one => one.body['status']),
    close: (): Promise<void> =>
      new Promise(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

export type Bff = Awaited<ReturnType<typeof startBff>>

/** A new application on one server, with its callback at the BFF. */
export const register = async (base: string, bff: Bff): Promise<App> => {
  const app = freshApp()
  bff.knows(app)
  const callbackUrl = `${bff.url}/callback/{department}`
  await plain('POST', `${base}/admin/apps`, { ...app, callbackUrl })
  return app
}

export const people = {
  lin: { name: '林晓雨', idNumber: '99010219900307002X', mobile: '19900000001' },
  zhao: { name: '赵大川', idNumber: '990103197811200010', mobile: '19900000002' },
  aygul: { name: '阿依古丽·买买提', idNumber: '990121199508220061', mobile: '19900000004' },
  sun: { name: '孙立国', idNumber: '990102196909090074', mobile: '19900000007' },
}

export const buildSubmission = (bff: Bff, more: Json = {}) => ({
  businessNo: `TB${hex(6)}`,
  itemCode: '990100-TEST-01',
  itemName: '测试事项',
  submittedAt: new Date().toISOString(),
  applicant: people.lin,
  form: { destinationRegion: '990300' },
  materials: [
    {
      materialId: 'm-1',
      name: '居住证.pdf',
      kind: '居住证',
      mime: 'application/pdf',
      size: bff.material.length,
      sha256: createHash('sha256').update(bff.material).digest('hex'),
      url: `${bff.url}/material/m-1?expires=1`,
    },
  ],
  ...more,
})
