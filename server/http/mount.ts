import { createHash } from 'node:crypto'
import { Router } from '@koa/router'
import type { Context } from 'koa'
import type { Logger } from 'pino'
import * as z from 'zod/mini'
import type { Access } from '@shared/endpoint'
import { Problem } from '@shared/problem'
import type { Audit } from '../audit'
import type { Clock } from '../clock'
import { crashPoint } from '../jobs'
import type { Vault } from '../vault'
import { admitSession, refuseForgery, sessionCookie, type Doorkeeper } from './admit'
import type { Answers } from './answers'
import type { Call, FileAnswer, Route, SessionHolder } from './call'
import { check, receive, type Received } from './read-input'

export interface MountServices {
  audit: Audit
  vault: Vault
  clock: Clock
  answers: Answers
  doorkeeper: Doorkeeper
  log: Logger
  secureCookie: boolean
  cookiePath: string
}

const keyFormat = /^[A-Za-z0-9_-]{16,64}$/

/** Puts every route behind the same steps: take apart → admit → check input → deed → trim output. */
export function mountRoutes(routes: readonly Route[], services: MountServices): Router {
  const router = new Router()
  for (const route of routes) {
    const method = route.endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'
    router[method](route.endpoint.name, route.endpoint.path, async (context: Context) => {
      context.state.route = route.endpoint.name
      await answer(context, route, services)
    })
  }
  return router
}

async function answer(context: Context, route: Route, services: MountServices): Promise<void> {
  const { endpoint } = route
  const { access } = endpoint
  context.set('Cache-Control', 'no-store')
  const findSession = lazily(async () => {
    const token = context.cookies.get(sessionCookie)
    return token ? await services.doorkeeper.findSession(token) : null
  })
  const session = access.is === 'public' ? null : access.is === 'provider' ? null : await findSession()
  admitSession(access, session)
  const writes = endpoint.effect === 'writes' && access.is !== 'provider'
  const idempotencyKey = writes ? context.get('Idempotency-Key') : ''
  if (writes) {
    refuseForgery(context, services.vault, session)
    if (!keyFormat.test(idempotencyKey)) throw new Problem('IDEMPOTENCY_KEY_MISSING')
  }
  const received = await receive(context, endpoint)
  const provider =
    access.is === 'provider'
      ? services.doorkeeper.verifyProvider(access.system, {
          method: context.method,
          target: context.originalUrl,
          header: name => context.get(name),
          parameters: context.params as Record<string, string>,
          raw: received.raw,
        })
      : null
  const input = check(endpoint, received.fields)
  const scope = provider ? `${provider.system}:${provider.name}` : scopeOf(access, session)
  const call: Call = {
    input,
    now: services.clock.now(),
    requestId: String(context.state.requestId),
    address: context.ip,
    log: services.log,
    session,
    findSession,
    get person() {
      if (!session) throw new Problem('NOT_SIGNED_IN')
      if (!session.personId) throw new Problem('LEVEL_TOO_LOW')
      return { id: session.personId, accountId: session.accountId, sessionId: session.sessionId }
    },
    provider,
    file: received.file,
    idempotencyKey,
    once: (work, key) =>
      once(route, services, scope, key ?? idempotencyKey, fingerprint(input, received), work),
    setSessionCookie(token) {
      // TLS ends at the proxy: whether citizens use https is what PUBLIC_URL says, not what this socket sees.
      context.cookies.secure = services.secureCookie
      context.cookies.set(sessionCookie, token, {
        httpOnly: true,
        sameSite: 'lax',
        secure: services.secureCookie,
        path: services.cookiePath,
        overwrite: true,
        ...(token === null && { expires: new Date(0) }),
      })
    },
  }
  const output = await route.deed(call)
  crashPoint(`${endpoint.name}:committed`)
  if (endpoint.kind === 'file') return sendFile(context, output as FileAnswer)
  context.status = 200
  context.body = z.parse(endpoint.output, output)
}

/**
 * Whose Idempotency-Key it is: the one the endpoint asks for. Verification turns a phone into a person half-way, so what a
 * phone may do stays the phone's.
 */
const scopeOf = (access: Access, session: SessionHolder | null): string => {
  if (access.is !== 'person' || !session) return 'anyone'
  return (access.level > 1 ? session.personId : null) ?? session.accountId
}

/** One transaction for the deed, its audit and its stored answer; whoever comes second gets the answer of the first. */
async function once(
  route: Route,
  services: MountServices,
  scope: string,
  key: string,
  body: string,
  work: Parameters<Call['once']>[0],
): Promise<unknown> {
  const { answers, audit } = services
  const { endpoint } = route
  if (!key) throw new Error(`${endpoint.name} wrote without a key`)
  const earlier = async (): Promise<{ answer: unknown } | null> => {
    const found = await answers.find(scope, key, endpoint.name, body)
    if (found === 'reused') throw new Problem('IDEMPOTENCY_KEY_REUSED')
    return found
  }
  try {
    return await audit.transaction(async (tx, record) => {
      const output: unknown = z.parse(endpoint.output, await work(tx, record))
      await answers.keep(tx, scope, key, endpoint.name, body, output)
      crashPoint(`${endpoint.name}:before-commit`)
      return output
    })
  } catch (error) {
    // A twin of this request may have committed, long ago or while we worked: then its answer is ours too, and all we
    // did was rolled back. Looking only now keeps the ordinary write one statement shorter.
    const twin = await earlier()
    if (twin) return twin.answer
    throw error
  }
}

const fingerprint = (input: unknown, received: Received): string => {
  const hash = createHash('sha256').update(JSON.stringify(input))
  if (received.file) hash.update(received.file.bytes)
  return hash.digest('hex')
}

function sendFile(context: Context, file: FileAnswer): void {
  context.status = 200
  context.type = file.mime
  context.set('X-Content-Type-Options', 'nosniff')
  context.set('Content-Security-Policy', "default-src 'none'; sandbox")
  context.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
  context.body = file.bytes
}

function lazily<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined
  return () => (found ??= find())
}
