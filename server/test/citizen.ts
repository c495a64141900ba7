import { randomBytes } from 'node:crypto'
import { pathParameters, type Endpoint, type InputOf, type OutputOf, type Schema } from '@shared/endpoint'
import { readSession, requestCode, signIn, verifyIdentity } from '@shared/identity/contract'
import { uploadMaterial, type Material } from '@shared/materials/contract'
import type { ProblemBody } from '@shared/problem'
import type { Suite } from './suite'

/** People the sandbox's registers know. Their ID numbers belong to nobody. */
export const people = {
  lin: { name: '林晓雨', idNumber: '99010219900307002X', mobile: '19900000001' },
  zhao: { name: '赵大川', idNumber: '990103197811200010', mobile: '19900000002' },
  wang: { name: '王秀兰', idNumber: '990102195105160044', mobile: '19900000003' },
  ayi: { name: '阿依古丽·买买提', idNumber: '990121199508220061', mobile: '19900000004' },
  chen: { name: '陈一鸣', idNumber: '990102200101010034', mobile: '19900000005' },
} as const
export type DemoPerson = { name: string; idNumber: string; mobile: string }

export interface Answer<T> {
  status: number
  headers: Headers
  /** The answer, or the problem in the place of it. */
  body: T
}

/** A browser in a test's hand: cookies, CSRF token and idempotency keys as the real client sends them. */
export interface Citizen {
  cookie: string
  csrfToken: string
  /** Sends one call whatever comes back. */
  send<I extends Schema, O extends Schema>(
    endpoint: Endpoint<I, O>,
    input: InputOf<Endpoint<I, O>>,
    options?: { key?: string; headers?: Record<string, string> },
  ): Promise<Answer<OutputOf<Endpoint<I, O>> & Partial<ProblemBody>>>
  /** Sends one call that must succeed. */
  call<I extends Schema, O extends Schema>(
    endpoint: Endpoint<I, O>,
    input: InputOf<Endpoint<I, O>>,
    options?: { key?: string },
  ): Promise<OutputOf<Endpoint<I, O>>>
  upload(
    itemCode: string,
    kind: string,
    file: { name: string; mime: string; bytes: Uint8Array },
  ): Promise<Material>
  /** Phone and code (L1). */
  signIn(mobile: string): Promise<void>
  /** Phone, code, name and ID number (L2). */
  become(person: DemoPerson): Promise<void>
}

/** Where a citizen lives: the server's address, the sandbox, and a way to wait. */
export type World = Pick<Suite, 'url' | 'outside' | 'until'> & Partial<Pick<Suite, 'canaries' | 'refusals'>>

export const newKey = (): string => randomBytes(16).toString('hex')

export function createCitizen(suite: World): Citizen {
  const citizen: Citizen = {
    cookie: '',
    csrfToken: '',

    async send(endpoint, input, options = {}) {
      const { url, body } = address(suite.url, endpoint, input as Record<string, unknown>)
      const response = await fetch(url, {
        method: endpoint.method,
        redirect: 'manual',
        headers: {
          ...headersOf(citizen, endpoint, options.key),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...options.headers,
        },
        ...(body !== undefined && { body }),
      })
      keepCookie(citizen, response)
      const text = await response.text()
      if (!response.ok) suite.refusals?.push(text)
      return { status: response.status, headers: response.headers, body: JSON.parse(text) as never }
    },

    async call(endpoint, input, options = {}) {
      const answer = await citizen.send(endpoint, input, options)
      if (answer.status !== 200) {
        throw new Error(`${endpoint.name} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
      }
      return answer.body
    },

    async upload(itemCode, kind, file) {
      const form = new FormData()
      form.set('itemCode', itemCode)
      form.set('kind', kind)
      form.set('file', new Blob([Buffer.from(file.bytes)], { type: file.mime }), file.name)
      const response = await fetch(`${suite.url}${uploadMaterial.path}`, {
        method: 'POST',
        headers: headersOf(citizen, uploadMaterial),
        body: form,
      })
      if (response.status !== 200)
        throw new Error(`upload answered ${response.status}: ${await response.text()}`)
      return (await response.json()) as Material
    },

    async signIn(mobile) {
      await citizen.call(requestCode, { mobile })
      const code = await suite.until('the SMS with the code', () => newestCode(suite, mobile))
      suite.canaries?.push(
        { what: 'sign-in code', value: code },
        { what: 'mobile of somebody', value: mobile },
      )
      citizen.csrfToken = (await citizen.call(signIn, { mobile, code })).csrfToken ?? ''
    },

    async become(person) {
      await citizen.signIn(person.mobile)
      await citizen.call(verifyIdentity, { name: person.name, idNumber: person.idNumber })
      const session = await citizen.call(readSession, {})
      if (session.level !== 2) throw new Error('not verified')
    },
  }
  return citizen
}

/** The code of the newest SMS on a phone, as its owner reads it. */
export async function newestCode(suite: World, mobile: string): Promise<string | null> {
  const [newest] = await textsOf(suite, mobile)
  return /验证码为(\d{6})/.exec(newest ?? '')?.[1] ?? null
}

/** SMS texts on a phone, newest first. */
export async function textsOf(suite: World, mobile: string): Promise<string[]> {
  const response = await fetch(`${suite.outside.desk}/phone/messages?mobile=${mobile}`)
  const { messages } = (await response.json()) as { messages: { text: string }[] }
  return messages.map(message => message.text)
}

export function headersOf(citizen: Citizen, endpoint: Endpoint, key?: string): Record<string, string> {
  return {
    ...(citizen.cookie && { Cookie: citizen.cookie }),
    ...(endpoint.effect === 'writes' && { 'Idempotency-Key': key ?? newKey() }),
    ...(endpoint.effect === 'writes' && citizen.csrfToken && { 'X-CSRF-Token': citizen.csrfToken }),
  }
}

export function address(
  base: string,
  endpoint: Endpoint,
  input: Record<string, unknown>,
): { url: string; body?: string } {
  const rest = { ...input }
  let path: string = endpoint.path
  for (const name of pathParameters(endpoint.path)) {
    // Half a character cannot stand in an address.
    const value = String(rest[name]).replace(/\p{Surrogate}/gu, '\ufffd')
    path = path.replace(`:${name}`, () => encodeURIComponent(value))
    delete rest[name]
  }
  if (endpoint.method !== 'GET' && endpoint.method !== 'DELETE')
    return { url: base + path, body: JSON.stringify(rest) }
  const query = new URLSearchParams(
    Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()
  return { url: base + path + (query && `?${query}`) }
}

function keepCookie(citizen: Citizen, response: Response): void {
  const [set] = response.headers.getSetCookie()
  if (set === undefined) return
  const [pair = ''] = set.split(';')
  citizen.cookie = pair.endsWith('=') ? '' : pair
}
