import departments from './data/departments.json'
import general from './data/general.json'
import type { DepartmentPlan } from './department/server'

const recordIn = (records: Readonly<Record<string, unknown>>) => (idNumber: string) =>
  Object.hasOwn(records, idNumber) ? records[idNumber] : undefined

/** Several departments behind one address; each accepts and grants by itself unless switched to 'officer'. */
export const generalDepartments: DepartmentPlan = {
  titles: departments,
  isShared: true,
  mode: 'auto',
  rules: {
    acceptAfterMs: 1_500,
    decideAfterMs: 3_000,
    judge: () => ({ status: '50', opinion: '准予办理。' }),
  },
  datasets: {
    marriage: recordIn(general.marriage),
    residence: recordIn(general.residence),
    company: recordIn(general.company),
  },
}
