import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { readSettings, type Settings } from '@config/server'
import { startServer, type RunningServer } from '../start-server'
import { canariesOf, findLeaks, type Canary } from './canary'
import { createCitizen, people, type Citizen } from './citizen'
import { createTestDatabase } from './database'

export interface OutsideUrls {
  desk: string
  sms: string
  population: string
  medicalInsurance: string
  vehicle: string
  general: string
}

/** The whole server on a real database, with the sandbox beside it in a process of its own, as citizens meet it. */
export interface Suite {
  url: string
  settings: Settings
  outside: OutsideUrls
  server: RunningServer
  /** Everything logged so far, line by line. */
  logs: string[]
  /** The body of every refusal a citizen of this suite got. */
  refusals: string[]
  /** What may stand in no log and in no refusal: the people of the sandbox, their codes and phones. */
  canaries: Canary[]
  citizen(): Citizen
  /** Moves the time of the whole suite and runs what falls due, here and there. */
  passTime(ms: number): Promise<void>
  /** Runs everything due here until a condition holds; departments answer in their own time. */
  until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T>
  /** Stops the server and starts it again on the same data. */
  restart(change?: Partial<Settings>): Promise<void>
  /** Stops everything and removes it. @throws when a log line or a refusal held a canary */
  stop(): Promise<void>
}

/**
 * `placesFolder`: serve the place from another folder than config/places. `databaseServer`: '' for SQLite, or a MySQL
 * server, whatever TEST_DATABASE_URL says.
 */
export async function startSuite(
  change: Partial<Settings> = {},
  { placesFolder, databaseServer }: { placesFolder?: string; databaseServer?: string } = {},
): Promise<Suite> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tongban-suite-'))
  const {
    url: databaseUrl,
    dispose,
    database,
  } = await createTestDatabase([], databaseServer === undefined ? {} : { server: databaseServer })
  await database.close()
  const port = await freePort()
  const secrets = { app: secret(), sms: secret(), clock: secret() }
  const appId = `test-${randomBytes(4).toString('hex')}`
  const smsKeyId = `key-${randomBytes(4).toString('hex')}`
  const base = `http://127.0.0.1:${port}`
  const { outside, stop: stopSandbox } = await startOutside({
    SANDBOX_PORT: '0',
    SANDBOX_APP_ID: appId,
    SANDBOX_APP_SECRET: secrets.app,
    SANDBOX_CALLBACK_BASE: `${base}${change.BASE_PATH ?? ''}/api/departments`,
    SANDBOX_SMS_KEY_ID: smsKeyId,
    SANDBOX_SMS_KEY_SECRET: secrets.sms,
    BFF_CLOCK_URL: `${base}${change.BASE_PATH ?? ''}/api/sandbox/clock`,
    BFF_CLOCK_SECRET: secrets.clock,
  })
  const env = {
    MODE: 'sandbox',
    PORT: String(port),
    PUBLIC_URL: base + (change.BASE_PATH ?? ''),
    DATABASE_URL: databaseUrl,
    UPLOADS_DIR: path.join(folder, 'uploads'),
    AUDIT_ANCHOR_FILE: path.join(folder, 'anchors.log'),
    VAULT_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    SMS_ENDPOINT: outside.sms,
    SMS_KEY_ID: smsKeyId,
    SMS_KEY_SECRET: secrets.sms,
    SMS_SIGN_NAME: '云汀政务',
    POPULATION_URL: outside.population,
    MEDICAL_INSURANCE_URL: outside.medicalInsurance,
    VEHICLE_URL: outside.vehicle,
    GENERAL_DEPARTMENTS_URL: outside.general,
    DEPARTMENT_APP_ID: appId,
    DEPARTMENT_APP_SECRET: secrets.app,
    SANDBOX_CLOCK_SECRET: secrets.clock,
  }
  let settings: Settings = { ...readSettings(env), ...change }
  const logs: string[] = []
  let passedMs = 0
  const start = () =>
    startServer(settings, {
      logTo: { write: (line: string) => void logs.push(line) },
      ...(placesFolder !== undefined && { placesFolder }),
    })

  const suite: Suite = {
    url: base + settings.BASE_PATH,
    settings,
    outside,
    server: await start(),
    logs,
    refusals: [],
    canaries: [...canariesOf(people), { what: 'address of lin', value: '临江路18号2幢601室' }],
    citizen: () => createCitizen(suite),
    async passTime(ms) {
      const response = await fetch(`${outside.desk}/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ advanceMs: ms }),
      })
      if (!response.ok) throw new Error(`time did not move: ${response.status} ${await response.text()}`)
      passedMs += ms
      await suite.server.runner.runDue()
    },
    async until(what, look) {
      const patience = Date.now() + 20_000
      for (;;) {
        await suite.server.runner.runDue()
        const found = await look()
        if (found) return found
        if (Date.now() > patience) throw new Error(`waited in vain for: ${what}`)
        await new Promise(resolve => setTimeout(resolve, 40))
      }
    },
    async restart(more = {}) {
      await suite.server.stop()
      settings = { ...settings, ...more }
      suite.settings = settings
      suite.server = await start()
      // A server begins at the real time: the suite's own goes on.
      if (passedMs > 0) await suite.passTime(1)
    },
    async stop() {
      await suite.server.stop()
      stopSandbox()
      await dispose()
      rmSync(folder, { recursive: true, force: true })
      const leaks = leaksOf(suite)
      if (leaks.length > 0) throw new Error(`personal data in clear:\n  ${leaks.join('\n  ')}`)
    },
  }
  return suite
}

/** Canaries in what this suite logged and refused so far, one sentence each. */
export const leaksOf = ({ logs, refusals, canaries }: Suite): string[] => [
  ...findLeaks('the log', logs.join(''), canaries),
  ...findLeaks('the body of a refusal', refusals.join('\n'), canaries),
]

const secret = (): string => randomBytes(24).toString('hex')

/** The sandbox in a process of its own, on ports of its own. */
export async function startOutside(
  env: Record<string, string>,
): Promise<{ outside: OutsideUrls; stop: () => void }> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  if (!child.stdout) throw new Error('the sandbox has no output')
  for await (const line of createInterface(child.stdout)) {
    if (!line.startsWith('{')) continue
    return { outside: JSON.parse(line) as OutsideUrls, stop: () => void child.kill('SIGTERM') }
  }
  throw new Error('the sandbox did not start')
}

/** A port below those the system hands out by itself, so that it is still free when a server comes back to it. */
export const freePort = async (): Promise<number> => {
  const port = 20_000 + randomInt(10_000)
  const free = await new Promise<boolean>(resolve => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
  return free ? port : freePort()
}
