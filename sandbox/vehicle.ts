import vehicles from './data/vehicles.json'
import type { DepartmentPlan } from './department/server'

const records: Readonly<Record<string, unknown>> = vehicles

/** Decided by a person on the officer's screen, unless switched to automatic. */
export const vehicle: DepartmentPlan = {
  titles: { vehicle: '交警支队车管所' },
  isShared: false,
  mode: 'officer',
  rules: {
    acceptAfterMs: 1_500,
    decideAfterMs: 3_000,
    judge: () => ({ status: '50', opinion: '准予通行。' }),
  },
  datasets: { vehicles: idNumber => (Object.hasOwn(records, idNumber) ? records[idNumber] : undefined) },
}
