import { randomBytes } from 'node:crypto'
import type { Context, Next } from 'koa'

const wellFormed = /^[A-Za-z0-9-]{8,64}$/

/** One id from the tap to the log to the error screen: the client's when it is well formed, else a new one. */
export const requestId = async (context: Context, next: Next): Promise<void> => {
  const given = context.get('X-Request-Id')
  const id = wellFormed.test(given) ? given : randomBytes(12).toString('hex')
  context.state.requestId = id
  context.set('X-Request-Id', id)
  await next()
}
