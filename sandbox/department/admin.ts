import { Refusal, succeed } from '../http/refusal'
import { optionalText, readFields, text, type Fields } from '../http/fields'
import { on, type Route } from '../http/router'
import type { Application, Remark, Status } from './application'
import type { Ledger } from './ledger'
import type { Modes } from './modes'
import { readArticles, readCorrections, readStatus } from './read-submission'

const usualOfficer = 'A012'

const readRemark = (fields: Fields, status: Status): Remark => {
  const opinion = optionalText(fields, 'opinion')
  return {
    officer: optionalText(fields, 'officer') ?? usualOfficer,
    ...(opinion === undefined ? {} : { opinion }),
    ...(fields['articles'] === undefined ? {} : { articles: readArticles(fields) }),
    ...(fields['corrections'] === undefined && status !== '30'
      ? {}
      : { corrections: readCorrections(fields) }),
  }
}

/** Statuses 31 and 60 are the applicant's doing, 10 the server's own. */
const officersStatuses: readonly Status[] = ['20', '21', '30', '40', '50', '51']

/** What an officer decides, from JSON. Throws Refusal 4001. */
export const readDecision = (fields: Fields): { status: Status; remark: Remark } => {
  const status = readStatus(fields)
  if (!officersStatuses.includes(status)) throw new Refusal('4001', '缺少或错误的字段：status')
  const remark = readRemark(fields, status)
  if (status === '30' && !remark.corrections?.length)
    throw new Refusal('4001', '缺少或错误的字段：corrections')
  return { status, remark }
}

/** Tests and the desk play the department through these. `named` is the department from the path, if there was one. */
export const departmentAdminRoutes = (
  ledger: Ledger,
  modes: Modes,
  departments: () => string[],
  named?: string,
): Route[] => {
  const departmentIn = (fields: Fields) => named ?? optionalText(fields, 'department')

  const findOne = (appId: string, businessNo: string, department: string | undefined): Application => {
    const fitting = ledger
      .all()
      .filter(one => one.appId === appId && one.businessNo === businessNo)
      .filter(one => department === undefined || one.department === department)
    const [found, another] = fitting
    if (!found) throw new Refusal('4040', '没有这个办件')
    if (another) throw new Refusal('4001', '几个部门都有这个办件，请给出 department')
    return found
  }

  return [
    on('GET', '/admin/applications', ({ request }) => {
      const [appId, department] = [request.query.get('appId'), named ?? request.query.get('department')]
      const applications = ledger
        .all()
        .filter(one => (!appId || one.appId === appId) && (!department || one.department === department))
      return succeed({ applications: applications.map(withCounts) })
    }),
    on('POST', '/admin/decide', ({ request }) => {
      const fields = readFields(request)
      const { status, remark } = readDecision(fields)
      const application = findOne(text(fields, 'appId'), text(fields, 'businessNo'), departmentIn(fields))
      const { eventNo, occurredAt } = ledger.decide(application, status, remark)
      return succeed({ eventNo, status, occurredAt })
    }),
    on('GET', '/admin/mode', ({ request }) => {
      const appId = request.query.get('appId') ?? undefined
      return succeed(Object.fromEntries(departments().map(slug => [slug, modes.of(slug, appId)])))
    }),
    on('PUT', '/admin/mode', ({ request }) => {
      const fields = readFields(request)
      const mode = text(fields, 'mode')
      if (mode !== 'auto' && mode !== 'officer') throw new Refusal('4001', '缺少或错误的字段：mode')
      const department = departmentIn(fields)
      const appId = optionalText(fields, 'appId')
      for (const slug of department === undefined ? departments() : [department]) modes.put(mode, slug, appId)
      return succeed()
    }),
  ]
}

/** The application with how often each request arrived; `received` lists every one of them with its answer. */
const withCounts = (application: Application) => {
  const count = (what: string) => application.received.filter(one => one.what === what).length
  return {
    ...application,
    receivedCounts: { submit: count('submit'), supplement: count('supplement'), withdraw: count('withdraw') },
  }
}
