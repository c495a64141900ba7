import { randomBytes } from 'node:crypto'
import { startSandbox } from '../../../sandbox'
import { createKnownFacts, type KnownFacts } from '../../cases/known-facts'
import { createOutsideCaller } from '../../gateways/call-outside'
import { connectDepartment } from '../../gateways/departments'
import { connectPopulation } from '../../gateways/population'
import type { LoadedPlace } from '../load-place'

export interface Registers {
  facts: KnownFacts
  close(): Promise<void>
}

/** The registers of the sandbox, asked as the server asks them. */
export async function openRegisters(place: LoadedPlace): Promise<Registers> {
  const app = { id: 'place-test', secret: randomBytes(24).toString('hex') }
  const sandbox = await startSandbox({
    firstApp: { appId: app.id, secret: app.secret, callbackBase: 'http://127.0.0.1:9' },
  })
  const { population, medicalInsurance, vehicle, general } = sandbox.urls
  const addresses = {
    MEDICAL_INSURANCE_URL: medicalInsurance,
    VEHICLE_URL: vehicle,
    GENERAL_DEPARTMENTS_URL: general,
  }
  const callerOf = (system: string) => createOutsideCaller({ system, deadlineMs: 5_000, maxInFlight: 8 })
  const departments = new Map(
    [...place.departments.values()].map(({ slug, connect }) => {
      const baseUrl = addresses[connect.setting] + connect.path
      return [slug, connectDepartment({ baseUrl, app, caller: callerOf(slug) })] as const
    }),
  )
  return {
    facts: createKnownFacts({
      population: connectPopulation({ baseUrl: population, app, caller: callerOf('population') }),
      departments,
    }),
    close: () => sandbox.close(),
  }
}
