import residents from './data/residents.json'
import { Refusal, refuseAdmin, refuseBusiness, succeed } from './http/refusal'
import { readFields, text } from './http/fields'
import { dispatch, on } from './http/router'
import { serve, type Answer, type Listening } from './http/serve'
import { checkSignature } from './signing/check-signature'
import { createNonces } from './signing/nonces'
import { commonAdminRoutes } from './world/admin'
import { createApps, type Apps } from './world/apps'
import { createFaults, meetFaults, type FaultBoard } from './world/faults'

const rememberNoncesMs = 600_000

export type PopulationServer = Listening & { apps: Apps; faults: FaultBoard }

const findResident = (idNumber: string) => residents.find(one => one.idNumber === idNumber.toUpperCase())

const routes = [
  on('POST', '/v1/verify', ({ request }) => {
    const fields = readFields(request)
    const [name, idNumber] = [text(fields, 'name'), text(fields, 'idNumber')]
    const resident = findResident(idNumber)
    return succeed({ result: !resident ? '03' : resident.name === name ? '01' : '02' })
  }),
  on('POST', '/v1/query/resident', ({ request }) => {
    const resident = findResident(text(readFields(request), 'idNumber'))
    if (!resident) return succeed(null)
    const { idNumber: _idNumber, ...data } = resident
    return succeed(data)
  }),
]

/** The population register: does this name belong to this number, and what is on record. */
export const startPopulation = async (port: number, host: string): Promise<PopulationServer> => {
  const apps = createApps()
  const faults = createFaults()
  const nonces = createNonces(rememberNoncesMs)
  const admin = commonAdminRoutes(apps, faults, () => undefined)
  const tell = async (work: () => Promise<Answer>, refuse: (refusal: Refusal) => Answer): Promise<Answer> => {
    try {
      return await work()
    } catch (cause) {
      if (cause instanceof Refusal) return refuse(cause)
      throw cause
    }
  }
  const listening = await serve(
    request => {
      if (request.path.startsWith('/admin/')) return tell(() => dispatch(admin, request), refuseAdmin)
      const work = async () => {
        checkSignature(request, apps, nonces)
        return dispatch(routes, request)
      }
      return meetFaults(faults.of(String(request.headers['x-app-id'] ?? '')), () =>
        tell(work, refuseBusiness),
      )
    },
    port,
    host,
  )
  return { ...listening, apps, faults }
}
