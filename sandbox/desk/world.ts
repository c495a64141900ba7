import type { DepartmentServer } from '../department/server'
import type { PopulationServer } from '../population'
import type { SmsServer } from '../sms/gateway'
import type { Clock } from '../world/clock'
import type { FaultBoard } from '../world/faults'

/** Everything the desk shows and moves. */
export type World = Readonly<{
  clock: Clock
  /** Moves the sandbox's clock forward, the BFF's first. Throws ClockRefused when that one does not follow. */
  advance: (byMs: number) => Promise<void>
  sms: SmsServer
  population: PopulationServer
  departments: Readonly<Record<DepartmentKey, DepartmentServer>>
}>

export const departmentKeys = ['medicalInsurance', 'vehicle', 'general'] as const

export type DepartmentKey = (typeof departmentKeys)[number]

export type AnyServer = Readonly<{
  key: string
  title: string
  url: string
  faults: FaultBoard
  appIds: string[]
}>

/** All servers but the desk, in the order of their ports. */
export const serversOf = ({ sms, population, departments }: World): AnyServer[] => {
  const { medicalInsurance, vehicle, general } = departments
  const titled = [
    ['sms', '短信网关', sms],
    ['population', '人口库', population],
    ['medicalInsurance', '医保局', medicalInsurance],
    ['vehicle', '交警支队车管所', vehicle],
    ['general', '综合部门（六局）', general],
  ] as const
  return titled.map(([key, title, { url, faults, apps }]) => ({
    key,
    title,
    url,
    faults,
    appIds: apps.ids(),
  }))
}
