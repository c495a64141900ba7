import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { readSettings, type Settings } from '@config/server'
import { startServer, type RunningServer } from '../start-server'
import { createCitizen, type Citizen } from './citizen'
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
  citizen(): Citizen
  /** Moves the time of the whole suite and runs what falls due, here and there. */
  passTime(ms: number): Promise<void>
  /** Runs everything due here until a condition holds; departments answer in their own time. */
  until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T>
  /** Stops the server and starts it again on the same data. */
  restart(change?: Partial<Settings>): Promise<void>
  stop(): Promise<void>
}

/** `placesFolder`: serve the place from another folder than config/places. */
export async function startSuite(
  change: Partial<Settings> = {},
  { placesFolder }: { placesFolder?: string } = {},
): Promise<Suite> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tongban-suite-'))
  const { url: databaseUrl, dispose, database } = await createTestDatabase()
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
    citizen: () => createCitizen(suite),
    async passTime(ms) {
      const response = await fetch(`${outside.desk}/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ advanceMs: ms }),
      })
      if (!response.ok) throw new Error(`time did not move: ${response.status} ${await response.text()}`)
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
    },
    async stop() {
      await suite.server.stop()
      stopSandbox()
      await dispose()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return suite
}

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

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
