import type { Suite } from './suite'

type Place = 'medicalInsurance' | 'vehicle' | 'general'

export interface Decision {
  status: '20' | '21' | '30' | '40' | '50' | '51'
  opinion?: string
  articles?: string[]
  corrections?: { field: string; message: string }[]
}

async function tell(url: string, method: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as { code: string; message: string }
  if (answer.code !== '0') throw new Error(`the sandbox refused: ${answer.message}`)
}

const everyPlace = ['medicalInsurance', 'vehicle', 'general'] as const

/** From now on no department decides by itself. */
export async function letOfficersDecide(suite: Suite): Promise<void> {
  const appId = suite.settings.DEPARTMENT_APP_ID
  for (const place of everyPlace) {
    await tell(`${suite.outside[place]}/admin/mode`, 'PUT', { mode: 'officer', appId })
  }
}

/** What the officer decides; the platform hears of it by a callback, in the department's own time. */
export const officerDecides = (
  suite: Suite,
  place: Place,
  businessNo: string,
  decision: Decision,
): Promise<void> =>
  tell(`${suite.outside[place]}/admin/decide`, 'POST', {
    appId: suite.settings.DEPARTMENT_APP_ID,
    businessNo,
    ...decision,
  })

/** Faults of one of the sandbox's servers; an empty object of faults changes nothing. */
export const setFaults = (
  suite: Suite,
  server: Place | 'sms' | 'population',
  faults: Record<string, boolean | number>,
): Promise<void> => tell(`${suite.outside[server]}/admin/faults`, 'PUT', faults)
