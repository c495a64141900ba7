import { OutsideError } from './outside-error'

export interface OutsideRequest {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  signal?: AbortSignal
  /** Refuse longer answers, counted after decompression. Default 1 MB. */
  maxBytes?: number
}

export interface OutsideReply<Body> {
  status: number
  headers: Headers
  body: Body
}

const oneMegabyte = 1024 * 1024

/**
 * Sends one request and reads the whole answer as bytes, whatever its status; redirects are not followed.
 * Rejects with OutsideError `timeout` (the signal ended), `refused` (connection) or `garbage` (too large).
 */
export const fetchBytes = async (
  url: string,
  request: OutsideRequest = {},
): Promise<OutsideReply<Uint8Array>> => {
  const { method = 'GET', headers = {}, body, signal, maxBytes = oneMegabyte } = request
  const target = new URL(url)
  try {
    const response = await fetch(target, {
      method,
      headers,
      // a redirect would carry our credentials and personal data to somebody we did not choose
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    })
    return { status: response.status, headers: response.headers, body: await readAtMost(response, maxBytes) }
  } catch (error) {
    if (error instanceof OutsideError) throw error
    throw new OutsideError(signal?.aborted ? 'timeout' : 'refused', { cause: error })
  }
}

/**
 * Sends one request and expects JSON with a 2xx status.
 * Rejects with OutsideError as `fetchBytes` does, and with `http` (any other status; `body()` holds their JSON if it
 * was JSON) or `garbage` (2xx that is not `application/json`, not UTF-8 or not JSON).
 */
export const fetchJson = async (
  url: string,
  request: OutsideRequest = {},
): Promise<OutsideReply<unknown>> => {
  const reply = await fetchBytes(url, {
    ...request,
    headers: { accept: 'application/json', ...request.headers },
  })
  const parsed = parseJson(reply)
  if (reply.status < 200 || reply.status > 299) {
    const retryAfterMs = readRetryAfter(reply.headers)
    throw new OutsideError('http', {
      theirStatus: reply.status,
      ...(parsed.is === 'json' ? { body: parsed.value } : {}),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    })
  }
  if (parsed.is === 'garbage') throw new OutsideError('garbage', { cause: new Error(parsed.why) })
  return { ...reply, body: parsed.value }
}

const readAtMost = async (response: Response, maxBytes: number): Promise<Uint8Array> => {
  const tooLarge = () =>
    new OutsideError('garbage', { cause: new Error(`answer larger than ${maxBytes} bytes`) })
  const chunks: Uint8Array[] = []
  let length = 0
  // leaving the loop by a throw cancels the stream, so the rest is never received
  for await (const chunk of streamOf(response)) {
    length += chunk.byteLength
    if (length > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function* streamOf(response: Response): AsyncGenerator<Uint8Array> {
  if (!response.body) return
  const reader = response.body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

type Parsed = { is: 'json'; value: unknown } | { is: 'garbage'; why: string }

const parseJson = ({ headers, body }: OutsideReply<Uint8Array>): Parsed => {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!/^application\/([\w.-]+\+)?json$/.test(type))
    return { is: 'garbage', why: 'answer is not declared as JSON' }
  try {
    return { is: 'json', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) }
  } catch {
    // the parser's own message quotes the answer, which may hold personal data
    return { is: 'garbage', why: 'answer is not JSON in UTF-8' }
  }
}

const readRetryAfter = (headers: Headers): number | undefined => {
  const seconds = headers.get('retry-after')
  return seconds !== null && /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1000 : undefined
}
