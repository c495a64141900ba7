import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import pino from 'pino'
import { createAudit } from '../audit'
import type { Clock } from '../clock'
import type { Database } from '../database'
import {
  createAnswers,
  csrfTokenOf,
  mountRoutes,
  reportProblems,
  requestId,
  sessionCookie,
  type Route,
  type SessionHolder,
} from '../http'
import type { Vault } from '../vault'

export interface Sending extends RequestInit {
  /** Idempotency-Key; a fresh one unless given. */
  key?: string
}

/** `fetch` as one visitor's browser does it: session, CSRF token and a fresh Idempotency-Key. */
export type Visitor = (path: string, sending?: Sending) => Promise<Response>

export interface RoomApp {
  url: string
  /** Everything logged so far, line by line. */
  logs: string[]
  /** A verified person (L2) with a session; an account without a person (L1) when `level` is 1. */
  as(personId: string, level?: 1 | 2): Visitor
  stranger: Visitor
  stop(): Promise<void>
}

/**
 * The routes of a room behind the real path of a request (admit, idempotency, audit, problems) on a real port. Only who
 * holds which session is made up. The database needs the migrations of audit and answers.
 */
export async function startRoomApp(
  routes: readonly Route[],
  services: { database: Database; vault: Vault; clock: Clock },
): Promise<RoomApp> {
  const { vault } = services
  const sessions = new Map<string, SessionHolder>()
  const logs: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void logs.push(line) })
  const router = mountRoutes(routes, {
    ...services,
    audit: createAudit(services),
    answers: createAnswers(services),
    doorkeeper: {
      findSession: token => Promise.resolve(sessions.get(token) ?? null),
      verifyProvider: () => {
        throw new Error('no provider knocks here')
      },
    },
    log,
    secureCookie: false,
    cookiePath: '/',
  })
  const app = new Koa()
  app.silent = true
  app.use(requestId)
  app.use(reportProblems(log))
  app.use(router.routes())
  const handle = app.callback()
  const http = createServer((request, answer) => void handle(request, answer))
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`

  const visitor =
    (headers: Record<string, string>): Visitor =>
    (path, { key = randomBytes(16).toString('hex'), ...sending } = {}) => {
      const all = new Headers({ ...headers, 'Idempotency-Key': key })
      new Headers(sending.headers).forEach((value, name) => all.set(name, value))
      return fetch(url + path, { redirect: 'manual', ...sending, headers: all })
    }

  return {
    url,
    logs,
    as(personId, level = 2) {
      const token = randomBytes(16).toString('hex')
      const sessionId = randomBytes(16).toString('hex')
      sessions.set(token, {
        sessionId,
        accountId: `account-${personId}`,
        personId: level === 2 ? personId : null,
        level,
      })
      return visitor({ Cookie: `${sessionCookie}=${token}`, 'X-CSRF-Token': csrfTokenOf(vault, sessionId) })
    },
    stranger: visitor({}),
    stop: () =>
      new Promise(resolve => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
}
