import type { PickedFile } from './capabilities'

export interface Sent {
  url: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  headers: Record<string, string>
  /** JSON text; absent for reads. */
  body?: string
  timeoutMs: number
  /** Sent on even when the page is closed meanwhile, where the terminal can. */
  outlivesPage?: boolean
}

export interface SentFile {
  url: string
  headers: Record<string, string>
  fields: Record<string, string>
  file: PickedFile
  timeoutMs: number
  /** 0…1 while the file travels. */
  onProgress: (share: number) => void
}

/** What came back. `json` is undefined when it was not JSON. */
export interface Reply {
  status: number
  json: unknown
}

/** No answer arrived: no network, time-out, broken off. Whether the server acted is unknown. */
export class NoAnswer extends Error {
  constructor() {
    super('no answer')
    this.name = 'NoAnswer'
  }
}
