import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request, read to its end. `target` is the path with its query exactly as it was sent (signatures cover it). */
export type Request = Readonly<{
  method: string
  path: string
  query: URLSearchParams
  target: string
  headers: IncomingHttpHeaders
  body: Buffer
}>

export type Reply = Readonly<{
  status: number
  headers: Readonly<Record<string, string>>
  body: string | Buffer
}>

/** A reply, or a connection torn down without one. */
export type Answer = Reply | 'reset'

export type Handler = (request: Request) => Answer | Promise<Answer>

export type Listening = { url: string; close(): Promise<void> }

export const largestBodyBytes = 8 * 1024 * 1024

export const json = (status: number, value: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
})

/**
 * Listens on `host:port` (0 = any free port). Bodies over 8 MB are answered 413 without being kept, and nothing a
 * handler throws reaches the process.
 */
export const serve = async (handler: Handler, port: number, host: string): Promise<Listening> => {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, handler).then(
      reply => write(outgoing, reply),
      () => write(outgoing, json(500, { code: '5000', message: '系统内部错误' })),
    )
  })
  server.on('clientError', (_error, socket) => {
    if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    else socket.destroy()
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => listening())
  })
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

const answer = async (incoming: IncomingMessage, handler: Handler): Promise<Answer> => {
  const body = await readBody(incoming)
  if (!body) return json(413, { code: '4001', message: '报文超过 8 MB' })
  const target = incoming.url ?? '/'
  const at = target.indexOf('?')
  return handler({
    method: incoming.method ?? 'GET',
    path: at < 0 ? target : target.slice(0, at),
    query: new URLSearchParams(at < 0 ? '' : target.slice(at + 1)),
    target,
    headers: incoming.headers,
    body,
  })
}

/** Reads the whole body, but keeps no more than the limit: the rest is read and thrown away so that 413 arrives. */
const readBody = async (incoming: IncomingMessage): Promise<Buffer | undefined> => {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of incoming) {
    const buffer = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece))
    bytes += buffer.length
    if (bytes <= largestBodyBytes) pieces.push(buffer)
    else pieces.length = 0
  }
  return bytes > largestBodyBytes ? undefined : Buffer.concat(pieces)
}

const write = (outgoing: ServerResponse, reply: Answer): void => {
  if (outgoing.destroyed) return
  if (reply === 'reset') {
    outgoing.socket?.resetAndDestroy()
    return
  }
  outgoing.writeHead(reply.status, { 'cache-control': 'no-store', ...reply.headers })
  outgoing.end(reply.body)
}
