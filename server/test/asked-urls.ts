import diagnostics from 'node:diagnostics_channel'

/** Writes down the address of every request this process sends, by fetch or by node:http. @returns how to stop */
export function listenToUrls(urls: string[]): () => void {
  const heardFetch = (message: unknown): void => {
    const { request } = message as { request: { origin?: string; path?: string } }
    urls.push(`${request.origin ?? ''}${request.path ?? ''}`)
  }
  const heardHttp = (message: unknown): void => {
    const { request } = message as {
      request: { host?: string; path?: string; getHeader(name: string): unknown }
    }
    urls.push(`http://${String(request.getHeader('host') ?? request.host)}${request.path ?? ''}`)
  }
  diagnostics.subscribe('undici:request:create', heardFetch)
  diagnostics.subscribe('http.client.request.start', heardHttp)
  return () => {
    diagnostics.unsubscribe('undici:request:create', heardFetch)
    diagnostics.unsubscribe('http.client.request.start', heardHttp)
  }
}
