import { Refusal, refuseAdmin, refuseBusiness } from '../http/refusal'
import { dispatch } from '../http/router'
import { serve, type Answer, type Listening, type Request } from '../http/serve'
import { checkSignature } from '../signing/check-signature'
import { createNonces } from '../signing/nonces'
import { commonAdminRoutes } from '../world/admin'
import { createApps, type Apps } from '../world/apps'
import type { Clock } from '../world/clock'
import { createFaults, meetFaults, type FaultBoard } from '../world/faults'
import { departmentAdminRoutes } from './admin'
import { scheduleDecision, type Rules } from './automatic'
import { createCallbacks } from './callbacks'
import { connectRoutes, type Datasets } from './connect'
import { createLedger, type Ledger } from './ledger'
import { createModes, type Mode, type Modes } from './modes'

const rememberNoncesMs = 600_000

export type DepartmentPlan = Readonly<{
  /** Departments by slug, with the title people read. */
  titles: Readonly<Record<string, string>>
  /** Whether the department is told by the path (`/d/{department}/v1/…`); then any slug is welcome. */
  isShared: boolean
  mode: Mode
  rules: Rules
  datasets: Datasets
}>

export type DepartmentServer = Listening & {
  apps: Apps
  faults: FaultBoard
  ledger: Ledger
  modes: Modes
  titleOf: (department: string) => string
  departments: () => string[]
}

const unnamed = ''

/** Splits `/d/{department}/rest`; a server of a single department has no such prefix. */
const findDepartment = (plan: DepartmentPlan, path: string): { department: string; rest: string } => {
  if (!plan.isShared) return { department: Object.keys(plan.titles)[0] ?? unnamed, rest: path }
  const [, department, rest] = /^\/d\/([a-z0-9][a-z0-9-]{0,63})(\/.*)$/.exec(path) ?? []
  return department && rest ? { department, rest } : { department: unnamed, rest: path }
}

/** Starts one department server on its own port. */
export const startDepartment = async (plan: DepartmentPlan, clock: Clock, port: number, host: string) => {
  const apps = createApps()
  const faults = createFaults()
  const nonces = createNonces(rememberNoncesMs)
  const modes = createModes(plan.mode)
  const callbacks = createCallbacks(clock, apps, faults)
  const ledger = createLedger(clock, callbacks.add)
  const departments = (): string[] => [
    ...new Set([...Object.keys(plan.titles), ...ledger.all().map(application => application.department)]),
  ]
  const forget = (appId: string): void => {
    callbacks.forget(appId)
    ledger.forget(appId)
    modes.clear(appId)
  }

  const doBusiness = async (request: Request, department: string, rest: string): Promise<Answer> => {
    try {
      const { appId } = checkSignature(request, apps, nonces)
      if (department === unnamed) throw new Refusal('4040', '没有这个地址')
      const { datasets, rules } = plan
      const arrived = scheduleDecision.bind(undefined, clock, ledger, modes, rules)
      return await dispatch(connectRoutes({ appId, department, ledger, datasets, arrived }), request, rest)
    } catch (cause) {
      if (cause instanceof Refusal) return refuseBusiness(cause)
      throw cause
    }
  }
  const administer = async (request: Request, department: string, rest: string): Promise<Answer> => {
    const named = plan.isShared && department === unnamed ? undefined : department
    try {
      const routes = [
        ...commonAdminRoutes(apps, faults, forget),
        ...departmentAdminRoutes(ledger, modes, departments, named),
      ]
      return await dispatch(routes, request, rest)
    } catch (cause) {
      if (cause instanceof Refusal) return refuseAdmin(cause)
      throw cause
    }
  }

  const listening = await serve(
    request => {
      const { department, rest } = findDepartment(plan, request.path)
      if (rest.startsWith('/admin/')) return administer(request, department, rest)
      const appId = String(request.headers['x-app-id'] ?? '')
      return meetFaults(faults.of(appId), () => doBusiness(request, department, rest))
    },
    port,
    host,
  )
  const server: DepartmentServer = {
    url: listening.url,
    apps,
    faults,
    ledger,
    modes,
    departments,
    titleOf: department => plan.titles[department] ?? department,
    close: () => {
      callbacks.stop()
      return listening.close()
    },
  }
  return server
}
