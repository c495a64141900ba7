import { succeed } from '../http/refusal'
import { optionalText, readFields, text } from '../http/fields'
import { on, type Route } from '../http/router'
import { readApp, type Apps } from './apps'
import { readFaults, type FaultBoard } from './faults'

/** The switches every server has. `forget` drops what the server holds for one application id. */
export const commonAdminRoutes = (
  apps: Apps,
  faults: FaultBoard,
  forget: (appId: string) => void,
): Route[] => [
  on('POST', '/admin/apps', ({ request }) => {
    apps.register(readApp(readFields(request)))
    return succeed()
  }),
  on('GET', '/admin/faults', ({ request }) => succeed(faults.get(request.query.get('appId') ?? undefined))),
  on('PUT', '/admin/faults', ({ request }) => {
    const fields = readFields(request)
    const appId = optionalText(fields, 'appId')
    faults.put(readFaults(fields), appId)
    return succeed(faults.get(appId))
  }),
  on('POST', '/admin/reset', ({ request }) => {
    const appId = text(readFields(request), 'appId')
    faults.clear(appId)
    forget(appId)
    return succeed()
  }),
]
