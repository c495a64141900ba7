import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import pino, { type DestinationStream, type Logger } from 'pino'
import type { Settings } from '@config/server'
import { moveClock } from '@shared/departments/contract'
import { Problem } from '@shared/problem'
import { createApp } from './app'
import { createAudit } from './audit'
import { createCalendar } from './calendar'
import {
  caseJobs,
  caseRoutes,
  createCaseStore,
  createDraftStore,
  createKnownFacts,
  defineCaseModels,
  type CaseServices,
} from './cases'
import { catalogueRoutes, createCatalogue } from './catalogue'
import { createMovableClock, systemClock } from './clock'
import { migrate, openDatabase, type Database } from './database'
import { createAnswers, serve, type Doorkeeper, type Route } from './http'
import { createIdentity, defineIdentityModels, identityRoutes } from './identity'
import { createRunner, enqueue, setCrashPoint, type Runner } from './jobs'
import { createLimits } from './limits'
import { createMaterials, materialRoutes } from './materials'
import { createMessaging, defineMessagingModels, messagingJobs, messagingRoutes } from './messaging'
import { allMigrations } from './migrations'
import { connectOutside } from './outside'
import { progressRoutes } from './progress'
import { createTelemetry } from './telemetry'
import { createVault, macEquals, readVaultKeys, type Vault } from './vault'

export interface RunningServer {
  url: string
  runner: Runner
  /** Everything that is served, in order. */
  routes: readonly Route[]
  database: Database
  vault: Vault
  /** What runs every minute by itself: anchors, and forgetting what may be forgotten. */
  keepHouse(): Promise<void>
  /** Stops taking requests, lets those under way and running jobs end, closes the database. */
  stop(): Promise<void>
}

/** Builds the whole server from its settings and starts it. Nothing is global: two may run in one process. */
export async function startServer(
  settings: Settings,
  /** `placesFolder`: another folder than config/places, for cities made up by tests. */
  options: { logTo?: DestinationStream; placesFolder?: string } = {},
): Promise<RunningServer> {
  const log: Logger = options.logTo
    ? pino({ level: settings.LOG_LEVEL }, options.logTo)
    : pino({ level: settings.LOG_LEVEL })
  if (settings.CRASH_AT) setCrashPoint(settings.CRASH_AT)
  const movable = settings.MODE === 'sandbox' ? createMovableClock() : null
  const clock = movable ?? systemClock
  const database = await openDatabase(settings.DATABASE_URL)
  for (const warning of database.warnings) log.warn(warning)
  await migrate(database, allMigrations)

  const vault = createVault({ keys: readVaultKeys(settings.VAULT_KEYS), profile: settings.CRYPTO_PROFILE })
  const audit = createAudit({ database, vault, clock, anchorFile: settings.AUDIT_ANCHOR_FILE })
  const telemetry = createTelemetry(database)
  const limits = createLimits({ database, vault, clock })
  const answers = createAnswers({ database, vault, clock })
  const catalogue = await createCatalogue({
    database,
    place: settings.PLACE,
    ...(options.placesFolder !== undefined && { placesFolder: options.placesFolder }),
  })
  const outside = connectOutside(settings, catalogue)
  const calendar = createCalendar()
  const publicUrl = settings.PUBLIC_URL.replace(/\/$/, '')

  const caseModels = defineCaseModels(database, vault)
  const store = createCaseStore({ database, vault, calendar, models: caseModels })
  const messagingStores = { database, vault, clock, models: defineMessagingModels(database, vault) }
  const messaging = createMessaging(messagingStores)
  const identityModels = defineIdentityModels(database, vault)
  const identity = createIdentity({ database, vault, clock, models: identityModels })
  const materials = createMaterials({ database, vault, clock, uploadsDir: settings.UPLOADS_DIR })
  const caseServices: CaseServices = {
    database,
    vault,
    audit,
    clock,
    calendar,
    catalogue,
    identity,
    materials,
    messaging,
    departments: outside.departments,
    facts: createKnownFacts(outside),
    store,
    drafts: createDraftStore({ database, vault, models: caseModels }),
    enqueue: (tx, jobs) => enqueue(tx, jobs),
    publicUrl,
  }
  const identityServices = {
    database,
    vault,
    clock,
    models: identityModels,
    limits,
    identity,
    messaging,
    population: outside.population,
    enqueue,
  }
  const runner = createRunner({
    database,
    audit,
    clock,
    kinds: [
      ...caseJobs(caseServices),
      ...messagingJobs({ ...messagingStores, identity, catalogue, store, sms: outside.sms, publicUrl }),
    ],
    log,
    // On MySQL a killed process's jobs wait for their lease: the kind's deadline, this, and the next sweep.
    leaseGraceMs: 10_000,
    sweepMs: 5_000,
  })
  telemetry.watchJobs(async () => ({ ...(await runner.stats()) }))

  const doorkeeper: Doorkeeper = {
    findSession: token => identity.findSession(token),
    verifyProvider(system, request) {
      if (system === 'department' && outside.verifyDepartment(request)) {
        const name = request.parameters.department ?? ''
        if (catalogue.departments.has(name)) return { system, name }
      }
      const secret = settings.SANDBOX_CLOCK_SECRET
      if (
        system === 'clock' &&
        movable &&
        secret &&
        macEquals(request.header('Authorization'), `Bearer ${secret}`)
      ) {
        return { system, name: 'sandbox' }
      }
      throw new Problem('SIGNATURE_REFUSED')
    },
  }
  const routes: Route[] = [
    ...identityRoutes(identityServices),
    ...catalogueRoutes({ catalogue }),
    ...materialRoutes({ database, vault, clock, materials, catalogue, limits }),
    ...caseRoutes(caseServices),
    ...progressRoutes({ database, vault, limits, calendar }),
    ...messagingRoutes(messagingStores),
    ...(movable
      ? [
          serve(moveClock, async ({ input }) => {
            await movable.moveTo(input.offsetMs)
            await runner.runDue()
            return { now: movable.now().toISOString() }
          }),
        ]
      : []),
  ]
  const app = createApp(routes, { settings, audit, vault, clock, answers, doorkeeper, telemetry, log })
  const handle = app.callback()
  const http = createServer((request, response) => void handle(request, response))
  await listen(http, settings)
  runner.start()
  const keeping = setInterval(() => void keepHouse().catch(() => undefined), 60_000)
  keeping.unref()

  let sweptAt = 0

  /** Every minute: anchor the audit's heads and forget what may be forgotten; uploads nobody used and what ended by itself, every hour. */
  async function keepHouse(): Promise<void> {
    await audit.anchor()
    if (Date.now() - sweptAt > 3600_000) {
      sweptAt = Date.now()
      await materials.sweep()
      await identity.forgetOld()
      await messaging.forgetOld()
    }
    await answers.forgetOld()
    await limits.forgetOld()
  }

  return {
    url: `http://${settings.HOST}:${(http.address() as AddressInfo).port}${settings.BASE_PATH}/`,
    runner,
    routes,
    database,
    vault,
    keepHouse,
    async stop() {
      telemetry.startDraining()
      clearInterval(keeping)
      await closeServer(http)
      await runner.drain(10_000)
      await audit.anchor()
      await database.close()
    },
  }
}

const listen = (http: Server, settings: Settings): Promise<void> =>
  new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${settings.PORT} is taken: stop the other program or choose another port with PORT=…`,
            )
          : error,
      ),
    )
    http.listen(settings.PORT, settings.HOST, () => resolve())
  })

const closeServer = (http: Server): Promise<void> =>
  new Promise(resolve => {
    http.close(() => resolve())
    http.closeIdleConnections()
  })
