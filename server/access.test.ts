import * as z from 'zod/mini'
import { anyone, endpoint as declare } from '@shared/endpoint'
import { departmentCallback, departmentMaterial } from '@shared/departments/contract'
import { serve, type Route } from './http'
import { signRequest } from './gateways/signing'
import { accessTable, roles, type Role } from './test/access-table'
import { newKey } from './test/citizen'
import { knock, type Answered, type Caller } from './test/knock'
import { startRoomApp } from './test/room-app'
import { filing, movedAway, photo, setScene, type Scene } from './test/scene'
import { startSuite, type Suite } from './test/suite'

let suite: Suite
let scene: Scene
let file: Awaited<ReturnType<typeof photo>>
beforeAll(async () => {
  suite = await startSuite({ TRUST_PROXY: 1 })
  scene = await setScene(suite)
  file = await photo()
})
afterAll(() => suite.stop())

const routes = (): readonly Route[] => suite.server.routes
const rowOf = (name: string) => {
  const row = accessTable[name]
  if (!row) throw new Error(`${name} is served and nobody wrote down who may call it`)
  return row
}

const callerOf = (role: Role): Caller =>
  (
    ({
      anonymous: { is: 'citizen', citizen: scene.nobody },
      'phone (L1)': { is: 'citizen', citizen: scene.phone },
      'other (L2)': { is: 'citizen', citizen: scene.other },
      department: { is: 'department', slug: 'medical-insurance' },
      'other department': { is: 'department', slug: 'vehicle' },
      'forged signature': { is: 'department', slug: 'medical-insurance', secret: 'not the agreed secret' },
      clock: { is: 'clock' },
      'owner (L2)': { is: 'citizen', citizen: scene.owner },
    }) as const satisfies Record<Role, Caller>
  )[role]

/** A caller who is no browser sends the headers of a write all the same, so that only the access decides. */
const headersOf = (role: Role): Record<string, string> => ({
  'X-Forwarded-For': `203.0.113.${1 + roles.indexOf(role)}`,
  ...(callerOf(role).is !== 'citizen' && { 'Idempotency-Key': newKey() }),
})

/** Status and, of a refusal or in the department protocol, its code. */
const spell = ({ status, body: { code } }: Answered): string =>
  typeof code === 'string' && /^([A-Z_]+|\d+)$/.test(code) ? `${status} ${code}` : String(status)
const exceptId = ({ status, body: { requestId: _, ...body } }: Answered) => ({ status, body })

function expectGuardedHeaders({ headers, status }: Answered): void {
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/default-src '(self|none)'/)
  expect(policy).not.toMatch(/script-src[^;]*'unsafe|\*/)
  if (!policy.includes('sandbox')) expect(policy).toContain("frame-ancestors 'none'")
  expect([...headers.keys()].filter(name => name.startsWith('access-control-'))).toEqual([])
  expect(headers.get('x-powered-by')).toBeNull()
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{24}$/)
  if (status >= 500) throw new Error('a door broke')
}

test('every served route says who may call it, and nothing is written down that is not served', () => {
  expect(Object.keys(accessTable).sort()).toEqual(
    routes()
      .map(({ endpoint }) => endpoint.name)
      .sort(),
  )
})

test('a write needs the token of its session, comes from this very site and names its intention', async () => {
  const owner: Caller = { is: 'citizen', citizen: scene.owner }
  for (const { endpoint } of routes()) {
    if (endpoint.effect !== 'writes' || endpoint.access.is === 'provider') continue
    const row = rowOf(endpoint.name)
    const ask = async (headers: Record<string, string>) =>
      spell(await knock(suite, endpoint, { as: owner, input: row.input(scene, 9), headers, file }))
    // Without a person there is no session to abuse; a browser's own word where it comes from still counts.
    if (endpoint.access.is === 'person') {
      expect([endpoint.name, await ask({ 'X-CSRF-Token': '' })]).toEqual([endpoint.name, '403 CSRF_REFUSED'])
      for (const wrong of ['0'.repeat(64), scene.other.csrfToken, 'x']) {
        expect([endpoint.name, await ask({ 'X-CSRF-Token': wrong })]).toEqual([
          endpoint.name,
          '403 CSRF_REFUSED',
        ])
      }
    }
    expect([endpoint.name, await ask({ 'Sec-Fetch-Site': 'cross-site' })]).toEqual([
      endpoint.name,
      '403 CSRF_REFUSED',
    ])
    for (const key of [
      '',
      'short',
      'a b c d e f g h i j k',
      'x'.repeat(65),
      '密'.codePointAt(0)?.toString() ?? '',
    ]) {
      expect([endpoint.name, await ask({ 'Idempotency-Key': key })]).toEqual([
        endpoint.name,
        '400 IDEMPOTENCY_KEY_MISSING',
      ])
    }
  }
})

test('no page of another site is invited: a preflight gets no permission', async () => {
  for (const { endpoint } of routes()) {
    const response = await fetch(suite.url + endpoint.path, {
      method: 'OPTIONS',
      headers: { Origin: 'https://elsewhere.example', 'Access-Control-Request-Method': endpoint.method },
    })
    expect(response.ok).toBe(false)
    expect([...response.headers.keys()].filter(name => name.startsWith('access-control-'))).toEqual([])
    await response.arrayBuffer()
  }
})

test('what belongs to somebody else is answered like what does not exist, byte for byte', async () => {
  const { other, caseNumber, materialId, messageId, missing } = scene
  const pairs: [string, object, object][] = [
    ['readCase', { caseNumber }, { caseNumber: missing.caseNumber }],
    ['withdrawCase', { caseNumber }, { caseNumber: missing.caseNumber }],
    [
      'answerCorrection',
      { caseNumber, values: movedAway(), materials: {} },
      { caseNumber: missing.caseNumber, values: movedAway(), materials: {} },
    ],
    ['readMaterial', { id: materialId }, { id: missing.id }],
    ['markMessageRead', { id: messageId }, { id: missing.id }],
  ]
  for (const [name, foreign, absent] of pairs) {
    const route = routes().find(each => each.endpoint.name === name)
    if (!route) throw new Error(name)
    const as: Caller = { is: 'citizen', citizen: other }
    const [one, two] = [
      await knock(suite, route.endpoint, { as, input: { ...foreign } }),
      await knock(suite, route.endpoint, { as, input: { ...absent } }),
    ]
    expect(one.status).toBe(404)
    expect(exceptId(one)).toEqual(exceptId(two))
  }
})

test("somebody else's material in one's own draft is like a material that does not exist", async () => {
  const { other, materialId, missing } = scene
  const saveDraft = routes().find(each => each.endpoint.name === 'saveDraft')?.endpoint
  const submitCase = routes().find(each => each.endpoint.name === 'submitCase')?.endpoint
  const discardDraft = routes().find(each => each.endpoint.name === 'discardDraft')?.endpoint
  if (!saveDraft || !submitCase || !discardDraft) throw new Error('the draft routes')
  const as: Caller = { is: 'citizen', citizen: other }
  const tryWith = async (id: string) => {
    const saved = await knock(suite, saveDraft, {
      as,
      input: { itemCode: filing, baseVersion: 0, values: movedAway(), materials: { residenceProof: [id] } },
    })
    const submitted = await knock(suite, submitCase, { as, input: { itemCode: filing, draftVersion: 1 } })
    await knock(suite, discardDraft, { as, input: { itemCode: filing } })
    const { savedAt: _, savedOn: __, ...shown } = saved.body
    return { saved: { ...saved, body: shown }.body, submitted: exceptId(submitted) }
  }
  const [foreign, absent] = [await tryWith(materialId), await tryWith(missing.id)]
  expect(foreign).toEqual(absent)
  expect(foreign.submitted.status).toBe(422)
  expect(JSON.stringify(foreign)).not.toContain(materialId)
})

test('a department sees its own cases only; the others look missing', async () => {
  const as: Caller = { is: 'department', slug: 'vehicle' }
  const input = accessTable['departmentCallback']?.input(scene, 7) ?? {}
  const [foreign, absent] = [
    await knock(suite, departmentCallback, { as, input }),
    await knock(suite, departmentCallback, {
      as,
      input: { ...input, businessNo: `${scene.missing.caseNumber}-filing` },
    }),
  ]
  expect(exceptId(foreign)).toEqual(exceptId(absent))
  const [other, none] = [
    await knock(suite, departmentMaterial, { as, input: { department: 'vehicle', id: scene.materialId } }),
    await knock(suite, departmentMaterial, { as, input: { department: 'vehicle', id: scene.missing.id } }),
  ]
  expect(exceptId(other)).toEqual(exceptId(none))
})

test('a signature counts for one request, one body, one application and five minutes', async () => {
  const { DEPARTMENT_APP_ID: id, DEPARTMENT_APP_SECRET: secret } = suite.settings
  const target = '/api/departments/medical-insurance/callback'
  const { department: _, ...fields } = accessTable['departmentCallback']?.input(scene, 8) ?? {}
  const body = JSON.stringify(fields)
  const good = signRequest({ id, secret }, 'POST', target, Buffer.from(body))
  const ask = async (headers: Record<string, string>, sent = body) =>
    spell(
      await knock(suite, departmentCallback, {
        as: { is: 'citizen', citizen: scene.nobody },
        input: { department: 'medical-insurance' },
        raw: sent,
        headers,
      }),
    )
  const refused = '401 SIGNATURE_REFUSED'
  expect(await ask({})).toBe(refused)
  expect(await ask({ ...good }, body.replace('"10"', '"50"'))).toBe(refused)
  expect(await ask({ ...good, 'X-App-Id': 'another' })).toBe(refused)
  expect(await ask({ ...good, 'X-Timestamp': String(Number(good['X-Timestamp']) - 301) })).toBe(refused)
  expect(await ask({ ...good, 'X-Signature': '' })).toBe(refused)
  expect(await ask({ ...good })).toBe('200 0')
  expect(await ask({ ...good })).toBe(refused)
})

test('what a deed returns beyond its promise does not leave the house', async () => {
  const peek = declare({
    name: 'peek',
    summary: 'a deed that says too much',
    method: 'GET',
    path: '/peek',
    kind: 'json',
    access: anyone,
    effect: 'reads',
    input: z.strictObject({}),
    output: z.object({ shown: z.string(), inner: z.object({ shown: z.string() }) }),
  })
  const tooMuch = { shown: 'a', idNumber: 'x', inner: { shown: 'b', ownerId: 'y' } }
  const { database, vault } = suite.server
  const clock = { now: () => new Date() }
  const app = await startRoomApp([serve(peek, () => Promise.resolve(tooMuch))], { database, vault, clock })
  expect(await (await app.stranger('/peek')).json()).toEqual({ shown: 'a', inner: { shown: 'b' } })
  await app.stop()
})

test('every route × every caller is answered as the table says, and only with what its contract promises', async () => {
  const byName = new Map(routes().map(({ endpoint }) => [endpoint.name, endpoint]))
  for (const [name, row] of Object.entries(accessTable)) {
    const endpoint = byName.get(name)
    if (!endpoint) throw new Error(`${name} is not served`)
    const seen: Partial<Record<Role, string>> = {}
    for (const [nth, role] of roles.entries()) {
      const input = row.input(scene, nth)
      const answered = await knock(suite, endpoint, {
        as: callerOf(role),
        input,
        file,
        headers: headersOf(role),
      })
      expectGuardedHeaders(answered)
      seen[role] = spell(answered)
      if (answered.status === 200 && endpoint.kind !== 'file') {
        expect(z.parse(endpoint.output, answered.body)).toEqual(answered.body)
      }
    }
    expect({ [name]: seen }).toEqual({ [name]: row.answers })
  }
})
