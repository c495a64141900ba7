import type { Settings } from '@config/server'
import type { Catalogue } from './catalogue'
import { createOutsideCaller } from './gateways/call-outside'
import { connectDepartment, type DepartmentPort } from './gateways/departments'
import { connectPopulation, type PopulationPort } from './gateways/population'
import { createSignatureCheck } from './gateways/signing'
import { connectSms, type SmsPort } from './gateways/sms'

/** Every system outside our walls. This is the only place that chooses which ones are real. */
export interface Outside {
  population: PopulationPort
  departments: ReadonlyMap<string, DepartmentPort>
  sms: SmsPort
  verifyDepartment: ReturnType<typeof createSignatureCheck>
}

export function connectOutside(settings: Settings, catalogue: Catalogue): Outside {
  const app = { id: settings.DEPARTMENT_APP_ID, secret: settings.DEPARTMENT_APP_SECRET }
  const departments = new Map<string, DepartmentPort>()
  for (const { slug, connect } of catalogue.departments.values()) {
    departments.set(
      slug,
      connectDepartment({
        baseUrl: `${settings[connect.setting]}${connect.path}`,
        app,
        caller: createOutsideCaller({ system: slug, deadlineMs: 15_000, maxInFlight: 16 }),
      }),
    )
  }
  return {
    departments,
    population: connectPopulation({
      baseUrl: settings.POPULATION_URL,
      app,
      caller: createOutsideCaller({ system: 'population', deadlineMs: 5_000, maxInFlight: 32 }),
    }),
    sms: connectSms({
      endpoint: settings.SMS_ENDPOINT,
      keyId: settings.SMS_KEY_ID,
      keySecret: settings.SMS_KEY_SECRET,
      signName: settings.SMS_SIGN_NAME,
      caller: createOutsideCaller({ system: 'sms', deadlineMs: 10_000, maxInFlight: 32 }),
    }),
    verifyDepartment: createSignatureCheck(app),
  }
}
