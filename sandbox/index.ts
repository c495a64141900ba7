import { startDesk } from './desk/server'
import { createMover, type BffClock } from './desk/move-clock'
import type { World } from './desk/world'
import { startDepartment } from './department/server'
import { generalDepartments } from './general'
import { medicalInsurance } from './medical-insurance'
import { startPopulation } from './population'
import { startSms } from './sms/gateway'
import { vehicle } from './vehicle'
import { createClock } from './world/clock'

export type SandboxUrls = Readonly<{
  desk: string
  sms: string
  population: string
  medicalInsurance: string
  vehicle: string
  general: string
}>

/** A client application known from the start; `callbackBase` is completed with `/{department}/callback`. */
export type FirstApp = Readonly<{ appId: string; secret: string; callbackBase: string }>

export type SandboxOptions = Readonly<{
  /** The desk's port; the servers take the five after it. 0: all take any free port. */
  port?: number
  host?: string
  bffClock?: BffClock
  firstApp?: FirstApp
  firstSmsKey?: Readonly<{ keyId: string; keySecret: string }>
}>

export type Sandbox = Readonly<{ urls: SandboxUrls; close: () => Promise<void> }>

/** Starts the outside world: six servers on one machine, state in memory only. Rejects when a port is taken. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const { port = 0, host = '127.0.0.1', bffClock, firstApp, firstSmsKey } = options
  const portAfter = (steps: number): number => (port === 0 ? 0 : port + steps)
  const clock = createClock()
  const closing: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    clock.stop()
    await Promise.all(closing.map(stop => stop()))
  }
  const opened = async <Server extends { close: () => Promise<void> }>(
    starting: Promise<Server>,
  ): Promise<Server> => {
    const server = await starting
    closing.push(server.close)
    return server
  }

  try {
    const sms = await opened(startSms(clock, portAfter(1), host))
    const population = await opened(startPopulation(portAfter(2), host))
    const departments = {
      medicalInsurance: await opened(startDepartment(medicalInsurance, clock, portAfter(3), host)),
      vehicle: await opened(startDepartment(vehicle, clock, portAfter(4), host)),
      general: await opened(startDepartment(generalDepartments, clock, portAfter(5), host)),
    }
    const world: World = { clock, advance: createMover(clock, bffClock), sms, population, departments }
    const desk = await opened(startDesk(world, port, host))

    if (firstApp) {
      const { appId, secret, callbackBase } = firstApp
      const callbackUrl = `${callbackBase.replace(/\/+$/, '')}/{department}/callback`
      for (const server of [population, ...Object.values(departments)]) {
        server.apps.register({ appId, secret, callbackUrl })
      }
    }
    if (firstSmsKey) sms.apps.register({ appId: firstSmsKey.keyId, secret: firstSmsKey.keySecret })

    const { medicalInsurance: medical, vehicle: vehicles, general } = departments
    return {
      urls: {
        desk: desk.url,
        sms: sms.url,
        population: population.url,
        medicalInsurance: medical.url,
        vehicle: vehicles.url,
        general: general.url,
      },
      close,
    }
  } catch (cause) {
    await close()
    throw cause
  }
}
