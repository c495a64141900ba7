import type { Logger } from 'pino'
import type { Transaction } from 'sequelize'
import type * as z from 'zod/mini'
import type { Endpoint, Schema } from '@shared/endpoint'
import type { AuditEntry } from '../audit'

/** Who is behind a session cookie. `personId` is known from L2 on. */
export interface SessionHolder {
  sessionId: string
  accountId: string
  personId: string | null
  level: 1 | 2
}

/** An outside system that proved itself by its signature. */
export interface ProviderCaller {
  system: string
  /** The department's slug, the clock's name … */
  name: string
}

/** A file on its way in, whole, within the endpoint's limit. */
export interface IncomingFile {
  fileName: string
  mime: string
  bytes: Buffer
}

export type RecordAudit = (entry: AuditEntry) => void

/** What a deed may know about the request it serves. */
export interface Call<I extends Schema = Schema, O extends Schema = Schema> {
  input: z.output<I>
  now: Date
  requestId: string
  /** Client address as far as TRUST_PROXY lets us believe it. */
  address: string
  log: Logger
  /** Set for endpoints that ask for a person. */
  session: SessionHolder | null
  /** For public endpoints that want to know who is there; costs a look-up only when asked. */
  findSession(): Promise<SessionHolder | null>
  /** The verified person. @throws Problem NOT_SIGNED_IN, LEVEL_TOO_LOW */
  person: { id: string; accountId: string; sessionId: string }
  provider: ProviderCaller | null
  file: IncomingFile | null
  /** The caller's key for this one intention; '' for reads. */
  idempotencyKey: string
  /**
   * The one write of a deed: business rows, outbox, audit and the stored answer commit together or not at all.
   * A second call with the same Idempotency-Key gets the stored answer and changes nothing. Providers send no such
   * header: their own event number is given as `key`.
   */
  once(
    work: (tx: Transaction, record: RecordAudit) => Promise<z.input<O>>,
    key?: string,
  ): Promise<z.output<O>>
  setSessionCookie(token: string | null): void
}

/** Bytes for endpoints of kind `file`. */
export interface FileAnswer {
  bytes: Buffer
  mime: string
  fileName: string
}

export type Deed<I extends Schema, O extends Schema> = (call: Call<I, O>) => Promise<z.output<O> | FileAnswer>

/** An endpoint with what it does. */
export interface Route {
  endpoint: Endpoint
  deed: (call: Call) => Promise<unknown>
}

/** Binds a deed to its endpoint. */
export const serve = <I extends Schema, O extends Schema>(
  endpoint: Endpoint<I, O>,
  deed: Deed<I, O>,
): Route => ({
  endpoint,
  deed: deed as unknown as Route['deed'],
})
