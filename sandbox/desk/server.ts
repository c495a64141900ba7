import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDecision } from '../department/admin'
import { Refusal, refuseAdmin } from '../http/refusal'
import { readFields, wholeNumber } from '../http/fields'
import { dispatch, on, type Call, type Route } from '../http/router'
import { json, serve, type Answer, type Listening, type Reply, type Request } from '../http/serve'
import { faultBoard, readFaultForm } from './fault-board'
import { page, securityHeaders, seeOther, type Html } from './html'
import { layout, type Notice } from './layout'
import { ClockRefused } from './move-clock'
import { officerCase } from './officer-case'
import { officerList } from './officer-list'
import { MaterialUnavailable, openMaterial } from './open-material'
import { officerPath, overview } from './overview'
import { phone } from './phone'
import { departmentKeys, serversOf, type World } from './world'

const longestAdvanceMs = 366 * 86_400_000

const asset = (name: string, type: string): Route => {
  const body = readFileSync(join(__dirname, 'assets', name))
  return on('GET', `/${name}`, () => ({
    status: 200,
    headers: { ...securityHeaders, 'content-type': type },
    body,
  }))
}

const isForm = ({ headers }: Request): boolean =>
  (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')

const readForm = ({ body }: Request): URLSearchParams => new URLSearchParams(body.toString('utf8'))

const lines = (value: string | null): string[] =>
  (value ?? '')
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '')

/** What the officer's form says, in the words of `readDecision`. Throws Refusal 4001. */
const readOfficersForm = (form: URLSearchParams) => {
  const status = form.get('status')
  const [fields, messages] = [form.getAll('field'), form.getAll('message')]
  const corrections = fields
    .map((field, index) => ({ field: field.trim(), message: (messages[index] ?? '').trim() }))
    .filter(({ field, message }) => field !== '' || message !== '')
  const articles = lines(form.get('articles'))
  const opinion = (form.get('opinion') ?? '').trim()
  if ((status === '21' || status === '51') && (articles.length === 0 || opinion === '')) {
    throw new Refusal('4001', '请写明依据的条款和意见。')
  }
  return readDecision({
    status,
    ...(opinion && { opinion }),
    ...(articles.length > 0 && { articles }),
    ...(status === '30' && { corrections }),
  })
}

const deskRoutes = (world: World): Route[] => {
  const { clock, advance, sms, departments } = world
  const show = (status: number, title: string, at: string, content: Html, notice?: Notice): Reply =>
    page(status, layout({ title, at, world, notice }, content))
  const clockNow = () => ({ now: new Date(clock.nowMs()).toISOString(), offsetMs: clock.offsetMs() })

  const departmentOf = ({ param }: Call) => {
    const key = departmentKeys.find(one => one === param('server'))
    if (!key) throw new Refusal('4040', '没有这个部门系统')
    return { key, department: departments[key] }
  }
  const caseOf = (call: Call) => {
    const { key, department } = departmentOf(call)
    const { param } = call
    const application = department.ledger.find(param('appId'), param('department'), param('businessNo'))
    return { department, application, path: officerPath({ key, application }) }
  }
  const showCase = (status: number, call: Call, notice?: Notice): Reply => {
    const { department, application, path } = caseOf(call)
    const isAutomatic = department.modes.of(application.department, application.appId) === 'auto'
    const title = department.titleOf(application.department)
    return show(
      status,
      application.itemName,
      '/officer',
      officerCase(path, title, isAutomatic, application),
      notice,
    )
  }
  const showPhone = (status: number, mobile: string, notice?: Notice): Reply =>
    show(status, '手机', '/phone', phone(world, mobile), notice)
  const showFaults = (status: number, appId: string, notice?: Notice): Reply =>
    show(status, '故障开关', '/faults', faultBoard(world, appId), notice)
  const faultsPath = (appId: string) => `/faults?${new URLSearchParams({ appId, done: '1' }).toString()}`
  const doneIf = (isDone: boolean, text: string): Notice | undefined =>
    isDone ? { is: 'done', text } : undefined

  const casePath = '/officer/:server/:department/:appId/:businessNo'
  return [
    asset('desk.css', 'text/css; charset=utf-8'),
    asset('desk.js', 'text/javascript; charset=utf-8'),
    on('GET', '/favicon.ico', () => ({ status: 204, headers: {}, body: '' })),
    on('GET', '/', () => show(200, '总览', '/', overview(world))),

    on('GET', '/clock', () => json(200, clockNow())),
    on('POST', '/clock', async ({ request }) => {
      const form = isForm(request) ? readForm(request) : undefined
      const back = form?.get('back') ?? '/phone'
      const fields = form ? { advanceMs: Number(form.get('advanceMs')) } : readFields(request)
      try {
        await advance(wholeNumber(fields, 'advanceMs', 1, longestAdvanceMs))
      } catch (cause) {
        if (!(cause instanceof ClockRefused)) throw cause
        if (!form) return json(502, { code: '5020', message: cause.message, ...clockNow() })
        const mobile = new URLSearchParams(back.split('?')[1] ?? '').get('mobile') ?? ''
        return showPhone(502, mobile, { is: 'failed', text: cause.message })
      }
      if (!form) return json(200, clockNow())
      return seeOther(/^\/phone(\?mobile=\d*)?$/.test(back) ? back : '/phone')
    }),

    on('GET', '/phone', ({ request }) => showPhone(200, (request.query.get('mobile') ?? '').trim())),
    on('GET', '/phone/messages', ({ request }) =>
      json(200, { now: clockNow().now, messages: sms.outbox.list({ mobile: request.query.get('mobile') }) }),
    ),

    on('GET', '/officer', ({ request: { query } }) => {
      const wanted = { department: query.get('department') ?? '', isAll: query.get('show') === 'all' }
      return show(200, '办件', '/officer', officerList(world, wanted))
    }),
    on('GET', casePath, call =>
      showCase(200, call, doneIf(call.request.query.has('done'), '已记下，正在通知申请方。')),
    ),
    on('POST', `${casePath}/decide`, call => {
      const { department, application, path } = caseOf(call)
      try {
        const { status, remark } = readOfficersForm(readForm(call.request))
        department.ledger.decide(application, status, remark)
      } catch (cause) {
        if (!(cause instanceof Refusal)) throw cause
        return showCase(cause.code === '4091' ? 409 : 400, call, { is: 'failed', text: cause.message })
      }
      return seeOther(`${path}?done=1`)
    }),
    on('GET', `${casePath}/materials/:materialId`, async call => {
      const { department, application } = caseOf(call)
      const [app, material] = [
        department.apps.find(application.appId),
        application.materials.find(one => one.materialId === call.param('materialId')),
      ]
      if (!app || !material) throw new Refusal('4040', '没有这份材料')
      try {
        return await openMaterial(app, material)
      } catch (cause) {
        if (!(cause instanceof MaterialUnavailable)) throw cause
        return showCase(502, call, { is: 'failed', text: cause.message })
      }
    }),

    on('GET', '/faults', ({ request: { query } }) =>
      showFaults(200, query.get('appId') ?? '', doneIf(query.has('done'), '开关已保存。')),
    ),
    on('POST', '/faults/:server', ({ request, param }) => {
      const server = serversOf(world).find(one => one.key === param('server'))
      if (!server) throw new Refusal('4040', '没有这个系统')
      const form = readForm(request)
      const [appId, change] = [form.get('appId') ?? '', readFaultForm(form)]
      if (!change) return showFaults(400, appId, { is: 'failed', text: '毫秒数应为 0 到 600000 的整数。' })
      server.faults.put(change, appId)
      return seeOther(faultsPath(appId))
    }),
    on('POST', '/faults/:server/mode', call => {
      const form = readForm(call.request)
      const [appId, slug, mode] = [form.get('appId') ?? '', form.get('department') ?? '', form.get('mode')]
      if (slug === '' || (mode !== 'auto' && mode !== 'officer')) throw new Refusal('4001', '办理方式不对')
      departmentOf(call).department.modes.put(mode, slug, appId)
      return seeOther(faultsPath(appId))
    }),
  ]
}

/** A page of another site may not press this site's buttons. */
const isFromElsewhere = ({ method, headers }: Request): boolean => {
  const { origin, host } = headers
  return method !== 'GET' && origin !== undefined && origin !== `http://${host ?? ''}`
}

/** The site for people: what happened, the phone, the officer's screen, the switches, the clock. */
export const startDesk = (world: World, port: number, host: string): Promise<Listening> => {
  const routes = deskRoutes(world)
  const answer = async (request: Request): Promise<Answer> => {
    if (isFromElsewhere(request)) return json(403, { code: '4030', message: '只接受本站的操作' })
    try {
      return await dispatch(routes, request)
    } catch (cause) {
      if (cause instanceof Refusal) return refuseAdmin(cause)
      throw cause
    }
  }
  return serve(answer, port, host)
}
