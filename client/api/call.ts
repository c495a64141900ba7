import * as z from 'zod/mini'
import { pathParameters, type Endpoint, type InputOf, type OutputOf, type Schema } from '@shared/endpoint'
import { isProblemCode, Problem, type FieldProblem, type ProblemCode } from '@shared/problem'
import type { PickedFile } from '@/terminal/capabilities'
import { NoAnswer, randomKey, send, sendFile, type Reply } from '@/terminal/request'
import { terminal } from '@/terminal/terminal'

/** What the server said no to, with the number under which it can be found in the log. */
export class RefusedCall extends Problem {
  constructor(
    code: ProblemCode,
    readonly requestId: string,
    detail: { message?: string; fields?: FieldProblem[]; retryAfterS?: number } = {},
  ) {
    super(code, detail)
  }
}

export interface CallOptions {
  /** The key of one intention; give the same again to ask about it again. New for every write unless given. */
  key?: string
  /** Called once when no answer arrived and the outcome is being found out: show 正在确认. */
  onUnknown?: () => void
  /** The person may be leaving: what is sent now must not be broken off by that. */
  outlivesPage?: boolean
}

const timeoutMs = 15_000
const uploadTimeoutMs = 120_000
/** A write whose answer never came is asked about with the same key after these waits. */
const askAgainAfterMs = [1000, 2000, 4000, 8000, 15_000]

let csrfToken = ''
let whenSignedOut: () => void = () => undefined
let renewToken: () => Promise<void> = () => Promise.resolve()

/** The session room keeps the token up to date and hears when the server no longer knows the session. */
export function connectSession(
  onSignedOut: () => void,
  readAgain: () => Promise<void>,
): (token: string | null) => void {
  whenSignedOut = onSignedOut
  renewToken = readAgain
  return token => {
    csrfToken = token ?? ''
  }
}

/** A key for one intention, to be kept until its outcome is known. */
export const newKey = randomKey

/**
 * Calls one endpoint. Rejects only with a RefusedCall: what the server refused, OFFLINE (nothing was sent or a read got
 * no answer), or OUTCOME_UNKNOWN (a write got no answer even when asked again: keep the key).
 */
export async function call<I extends Schema, O extends Schema>(
  endpoint: Endpoint<I, O>,
  input: InputOf<Endpoint<I, O>>,
  options: CallOptions = {},
): Promise<OutputOf<Endpoint<I, O>>> {
  const { url, body } = addressOf(endpoint, input as Record<string, unknown>)
  const key = options.key ?? randomKey()
  const requestId = randomKey().slice(0, 24)
  return deliver(endpoint, requestId, options, () =>
    send({
      url,
      method: endpoint.method,
      headers: {
        ...headersOf(endpoint, key, requestId),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
      timeoutMs,
      ...(options.outlivesPage && { outlivesPage: true }),
    }),
  )
}

/** Sends one picked file. Rejects like `call`. */
export function upload<I extends Schema, O extends Schema>(
  endpoint: Endpoint<I, O>,
  fields: InputOf<Endpoint<I, O>> & Record<string, string>,
  file: PickedFile,
  options: CallOptions & { onProgress: (share: number) => void },
): Promise<OutputOf<Endpoint<I, O>>> {
  const key = options.key ?? randomKey()
  const requestId = randomKey().slice(0, 24)
  return deliver(endpoint, requestId, options, () =>
    sendFile({
      url: serverAddress(endpoint.path),
      headers: headersOf(endpoint, key, requestId),
      fields,
      file,
      timeoutMs: uploadTimeoutMs,
      onProgress: options.onProgress,
    }),
  )
}

async function deliver<I extends Schema, O extends Schema>(
  endpoint: Endpoint<I, O>,
  requestId: string,
  options: CallOptions,
  attempt: () => Promise<Reply>,
): Promise<OutputOf<Endpoint<I, O>>> {
  if (!terminal.isOnline()) throw new RefusedCall('OFFLINE', requestId)
  let tokenRenewed = false
  for (let turn = 0; ; turn += 1) {
    try {
      return read(endpoint, await attempt(), requestId)
    } catch (error) {
      if (isStaleToken(error) && !tokenRenewed) {
        tokenRenewed = true
        await renewToken()
        continue
      }
      if (!(error instanceof NoAnswer)) throw error
      if (endpoint.effect === 'reads') throw new RefusedCall('OFFLINE', requestId)
      const wait = askAgainAfterMs[turn]
      if (wait === undefined) throw new RefusedCall('OUTCOME_UNKNOWN', requestId)
      if (turn === 0) options.onUnknown?.()
      await new Promise<void>(resolve => {
        setTimeout(resolve, wait)
      })
    }
  }
}

/** The page outlived its session's token: another tab signed in, or the server's keys changed. */
const isStaleToken = (error: unknown): boolean =>
  error instanceof RefusedCall && error.code === 'CSRF_REFUSED'

function read<I extends Schema, O extends Schema>(
  endpoint: Endpoint<I, O>,
  reply: Reply,
  requestId: string,
): OutputOf<Endpoint<I, O>> {
  if (reply.status === 200) {
    const parsed = z.safeParse(endpoint.output, reply.json)
    if (parsed.success) return parsed.data as OutputOf<Endpoint<I, O>>
    throw new RefusedCall('UNEXPECTED', requestId)
  }
  // A proxy's own error page says nothing about what the server did.
  if (reply.status >= 502 && reply.status <= 504 && !isProblem(reply.json)) throw new NoAnswer()
  if (!isProblem(reply.json)) throw new RefusedCall('UNEXPECTED', requestId)
  const { code, message, fields, retryAfterS, requestId: theirs } = reply.json
  if (code === 'NOT_SIGNED_IN') whenSignedOut()
  throw new RefusedCall(code, theirs, {
    message,
    ...(fields && { fields }),
    ...(retryAfterS !== undefined && { retryAfterS }),
  })
}

interface Refusal {
  code: ProblemCode
  message: string
  requestId: string
  fields?: FieldProblem[]
  retryAfterS?: number
}

const isProblem = (json: unknown): json is Refusal =>
  typeof json === 'object' && json !== null && isProblemCode((json as { code?: unknown }).code)

const headersOf = (endpoint: Endpoint, key: string, requestId: string): Record<string, string> => ({
  'X-Request-Id': requestId,
  ...(endpoint.effect === 'writes' && { 'Idempotency-Key': key }),
  ...(endpoint.effect === 'writes' && csrfToken !== '' && { 'X-CSRF-Token': csrfToken }),
})

const serverAddress = (path: string): string => terminal.serverBase + path.slice(1)

function addressOf(endpoint: Endpoint, input: Record<string, unknown>): { url: string; body?: string } {
  const rest = { ...input }
  let path: string = endpoint.path
  for (const name of pathParameters(endpoint.path)) {
    path = path.replace(`:${name}`, encodeURIComponent(String(rest[name])))
    delete rest[name]
  }
  if (endpoint.method === 'POST' || endpoint.method === 'PUT') {
    return { url: serverAddress(path), body: JSON.stringify(rest) }
  }
  const query = Object.keys(rest)
    .map(name => `${encodeURIComponent(name)}=${encodeURIComponent(String(rest[name]))}`)
    .join('&')
  return { url: serverAddress(path) + (query === '' ? '' : `?${query}`) }
}
