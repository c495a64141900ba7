import type { Endpoint } from '@shared/endpoint'
import { signRequest } from '../gateways/signing'
import { address, headersOf, type Citizen } from './citizen'
import type { Suite } from './suite'

/** Who stands before the door. */
export type Caller =
  | { is: 'citizen'; citizen: Citizen }
  /** `secret` and `appId` other than the agreed ones make a forged signature. */
  | { is: 'department'; slug: string; secret?: string; appId?: string }
  | { is: 'clock' }

export interface Knock {
  as: Caller
  input: Record<string, unknown>
  key?: string
  /** Over those a well-behaved caller sends; '' takes one away. */
  headers?: Record<string, string>
  /** Sent instead of the input's rest, byte by byte. */
  raw?: string | Uint8Array
  /** Appended to the address. */
  query?: string
  file?: { name: string; mime: string; bytes: Uint8Array }
}

export interface Answered {
  status: number
  headers: Headers
  text: string
  /** Parsed when it is JSON. */
  body: Record<string, unknown>
}

/** One request to any route, by anybody, as well-formed as the test wants it. */
export async function knock(suite: Suite, endpoint: Endpoint, asked: Knock): Promise<Answered> {
  const { as, input, headers: change = {}, raw, query = '', file, key } = asked
  const given = as.is === 'department' && 'department' in input ? { ...input, department: as.slug } : input
  const { url, body: rest } = address(suite.url, endpoint, given)
  const target = url + query
  const isUpload = endpoint.kind === 'upload' && raw === undefined
  const body = raw ?? (isUpload ? undefined : rest)
  const headers: Record<string, string> = {
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(as.is === 'citizen' && headersOf(as.citizen, endpoint, key)),
    ...(as.is === 'clock' && { Authorization: `Bearer ${suite.settings.SANDBOX_CLOCK_SECRET}` }),
    ...(as.is === 'department' && signed(suite, as, endpoint, target, body)),
    ...change,
  }
  const response = await fetch(target, {
    method: endpoint.method,
    redirect: 'manual',
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== '')),
    ...(body !== undefined && { body: typeof body === 'string' ? body : Buffer.from(body) }),
    ...(isUpload && { body: formOf(given, file) }),
  })
  const text = await response.text()
  if (!response.ok) suite.refusals.push(text)
  const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json')
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
  }
}

function signed(
  { settings }: Suite,
  { secret, appId }: Extract<Caller, { is: 'department' }>,
  endpoint: Endpoint,
  url: string,
  body: string | Uint8Array | undefined,
): Record<string, string> {
  const { pathname, search } = new URL(url)
  const app = {
    id: appId ?? settings.DEPARTMENT_APP_ID,
    secret: secret ?? settings.DEPARTMENT_APP_SECRET,
  }
  return { ...signRequest(app, endpoint.method, pathname + search, Buffer.from(body ?? '')) }
}

function formOf(fields: Record<string, unknown>, file: Knock['file']): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value))
  if (file) form.set('file', new Blob([Buffer.from(file.bytes)], { type: file.mime }), file.name)
  return form
}
