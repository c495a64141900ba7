import Koa, { type Context } from 'koa'
import helmet from 'koa-helmet'
import { Router } from '@koa/router'
import type { Logger } from 'pino'
import type { Settings } from '@config/server'
import { Problem } from '@shared/problem'
import type { Audit } from './audit'
import type { Clock } from './clock'
import {
  describeApi,
  mountRoutes,
  reportProblems,
  requestId,
  type Answers,
  type Doorkeeper,
  type Route,
} from './http'
import { apiPage, pathsServed } from './http/api-page'
import { logRequests } from './http/log-requests'
import { serveClient } from './http/serve-client'
import type { Telemetry } from './telemetry'
import { macEquals, type Vault } from './vault'

export interface AppServices {
  settings: Settings
  audit: Audit
  vault: Vault
  clock: Clock
  answers: Answers
  doorkeeper: Doorkeeper
  telemetry: Telemetry
  log: Logger
}

/** The path of every request, top to bottom. */
export function createApp(routes: readonly Route[], services: AppServices): Koa {
  const { settings, log, telemetry } = services
  const app = new Koa({ proxy: settings.TRUST_PROXY > 0, maxIpsCount: settings.TRUST_PROXY })
  app.silent = true
  app.use(requestId)
  app.use(logRequests(log, telemetry))
  app.use(reportProblems(log))
  app.use(helmet(headers(settings)))

  const paths = new Router({ prefix: settings.BASE_PATH })
  const document = describeApi(pathsServed(routes), '通办 Tongban', settings.BASE_PATH)
  paths.get('/openapi.json', context => {
    context.body = document
  })
  paths.get('/api', context => {
    context.type = 'html'
    context.body = apiPage(document)
  })
  paths.get('/health', context => {
    context.body = { alive: true }
  })
  paths.get('/ready', async context => {
    const readiness = await telemetry.readiness()
    context.status = readiness.ready ? 200 : 503
    context.body = readiness
  })
  paths.get('/metrics', async context => {
    if (!mayReadMetrics(settings.METRICS_TOKEN, context)) throw new Problem('NOT_FOUND')
    context.type = 'text/plain; version=0.0.4'
    context.body = await telemetry.metrics()
  })
  const api = mountRoutes(routes, {
    ...services,
    secureCookie: settings.PUBLIC_URL.startsWith('https:'),
    cookiePath: settings.BASE_PATH === '' ? '/' : settings.BASE_PATH,
  })
  paths.use(api.routes())
  app.use(paths.routes())
  app.use(serveClient({ folder: 'dist/h5', basePath: settings.BASE_PATH }))
  return app
}

/** Numbers are for operators: with the token, or from this machine itself when none is set. */
function mayReadMetrics(token: string, context: Context): boolean {
  if (token !== '') return macEquals(context.get('Authorization'), `Bearer ${token}`)
  const from = context.socket.remoteAddress ?? ''
  return /^(::ffff:)?127\.|^::1$/.test(from) && context.get('X-Forwarded-For') === ''
}

/** The Taro build needs inline style attributes; scripts only ever come from our own files. */
const headers = (settings: Settings): Parameters<typeof helmet>[0] => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: settings.PUBLIC_URL.startsWith('https:') && { maxAge: 31_536_000 },
  referrerPolicy: { policy: 'no-referrer' },
  // WeChat's browser and old WebViews ignore these two; a hall kiosk honours them.
  crossOriginEmbedderPolicy: false,
})
