import { NoAnswer, type Reply, type Sent, type SentFile } from './request.types'

export { NoAnswer, type Reply } from './request.types'

/** XMLHttpRequest, because fetch cannot tell how far an upload has come. @throws NoAnswer */
function exchange(
  request: { url: string; method: string; headers: Record<string, string>; timeoutMs: number },
  body: string | FormData | null,
  onProgress?: (share: number) => void,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    xhr.open(request.method, request.url)
    xhr.timeout = request.timeoutMs
    xhr.withCredentials = false
    for (const name of Object.keys(request.headers)) xhr.setRequestHeader(name, request.headers[name] ?? '')
    const fail = () => reject(new NoAnswer())
    xhr.onerror = fail
    xhr.ontimeout = fail
    xhr.onabort = fail
    if (onProgress) {
      xhr.upload.onprogress = event => {
        if (event.lengthComputable) onProgress(event.loaded / event.total)
      }
    }
    xhr.onload = () => resolve({ status: xhr.status, json: parse(xhr.responseText) })
    xhr.send(body)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** One request. @throws NoAnswer */
export const send = (request: Sent): Promise<Reply> =>
  request.outlivesPage ? sendOutlivingPage(request) : exchange(request, request.body ?? null)

// The one thing XMLHttpRequest cannot: a request that a reload does not break off. Small bodies only (64 KiB).
async function sendOutlivingPage(request: Sent): Promise<Reply> {
  const { url, method, headers, body } = request
  try {
    const response = await fetch(url, {
      method,
      headers,
      keepalive: true,
      credentials: 'same-origin',
      ...(body !== undefined && { body }),
    })
    return { status: response.status, json: parse(await response.text()) }
  } catch {
    throw new NoAnswer()
  }
}

/** One file with its fields. @throws NoAnswer */
export function sendFile(request: SentFile): Promise<Reply> {
  const form = new FormData()
  for (const name of Object.keys(request.fields)) form.append(name, request.fields[name] ?? '')
  if (request.file.content.is === 'blob') form.append('file', request.file.content.blob, request.file.name)
  return exchange({ ...request, method: 'POST' }, form, request.onProgress)
}

/** 128 random bits in hex. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let hex = ''
  for (const byte of Array.from(bytes)) hex += `0${byte.toString(16)}`.slice(-2)
  return hex
}
