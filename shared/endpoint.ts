import type * as z from 'zod/mini'

/** L1 phone, L2 real name, L3 face. */
export type Level = 1 | 2 | 3

/** Who may knock. Everything not said here is refused. */
export type Access =
  | { readonly is: 'public' }
  | { readonly is: 'person'; readonly level: Level }
  | { readonly is: 'staff' }
  | { readonly is: 'kiosk' }
  | { readonly is: 'provider'; readonly system: 'department' | 'clock' }

/**
 * `json` in, `json` out · `upload`: one multipart file plus fields · `file`: bytes out · `raw`: the exact bytes in,
 * for callers whose signature covers them.
 */
export type Kind = 'json' | 'upload' | 'file' | 'raw'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export type Schema = z.ZodMiniType

/**
 * One endpoint, said once: the server serves it, the client calls it, the API document describes it.
 *
 * `input` is one flat object: path parameters by name, the rest from the query (GET, DELETE) or the body.
 * Our own clients' inputs are `z.strictObject`; a provider's are `z.looseObject`, because providers may add fields.
 */
export interface Endpoint<I extends Schema = Schema, O extends Schema = Schema> {
  readonly name: string
  readonly summary: string
  readonly method: Method
  readonly path: `/${string}`
  readonly kind: Kind
  readonly access: Access
  /** A write carries an `Idempotency-Key` and changes something exactly once; a read may be repeated freely. */
  readonly effect: 'reads' | 'writes'
  readonly input: I
  readonly output: O
  /** Largest request body in bytes (json 64 KiB unless told). */
  readonly bodyLimit?: number
}

/** Declares an endpoint; exists so that input and output keep their exact types. */
export const endpoint = <I extends Schema, O extends Schema>(declared: Endpoint<I, O>): Endpoint<I, O> =>
  declared

export const anyone: Access = { is: 'public' }
export const personAt = (level: Level): Access => ({ is: 'person', level })

/** Names of the `:parameters` in a path. */
export const pathParameters = (path: string): string[] =>
  path
    .split('/')
    .filter(part => part.startsWith(':'))
    .map(part => part.slice(1))

export type InputOf<E> = E extends Endpoint<infer I, Schema> ? z.input<I> : never
export type OutputOf<E> = E extends Endpoint<Schema, infer O> ? z.output<O> : never
