// A 货车通行证 and the department's officer, made through the API: what a test of the screens starts from.
import { readCase, readDraft, saveDraft, submitCase } from '@shared/cases/contract'
import { addDays, dayOf } from '@shared/formats/day'
import type { Citizen } from '../server/test/citizen'
import type { Suite } from '../server/test/suite'

const itemCode = 'YT-CL-001'

/** Applies for a pass for one of the person's trucks and waits until the department has it. @returns its case number */
export async function applyForTruckPass(suite: Suite, citizen: Citizen, plate = '云Z12345'): Promise<string> {
  const blank = await citizen.call(readDraft, { itemCode })
  const today = await cityToday(suite)
  const mine = blank.prefilled['plate']?.options?.find(({ values }) => values['plate'] === plate)
  const saved = await citizen.call(saveDraft, {
    itemCode,
    baseVersion: blank.version,
    values: {
      ...mine?.values,
      startOn: addDays(today, 3),
      endOn: addDays(today, 10),
      fromTime: '09:00',
      toTime: '16:00',
      roads: ['ring'],
      truthful: true,
    },
    materials: {},
  })
  const { caseNumber } = await citizen.call(submitCase, { itemCode, draftVersion: saved.version })
  await suite.until('the department has the application', async () => {
    const { timeline } = await citizen.call(readCase, { caseNumber })
    return timeline.some(({ title }) => title === '已转交办理部门')
  })
  return caseNumber
}

async function cityToday(suite: Suite): Promise<string> {
  const { now } = (await (await fetch(`${suite.outside.desk}/clock`)).json()) as { now: string }
  return dayOf(new Date(now))
}

interface Decision {
  status: '20' | '21' | '30' | '40' | '50' | '51'
  opinion?: string
  articles?: string[]
  corrections?: { field: string; message: string }[]
}

/** The officer of the vehicle department decides, and the platform has heard of it when this returns. */
export async function officerDecides(suite: Suite, citizen: Citizen, caseNumber: string, decision: Decision) {
  const before = (await citizen.call(readCase, { caseNumber })).timeline.length
  const response = await fetch(`${suite.outside.vehicle}/admin/decide`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      appId: suite.settings.DEPARTMENT_APP_ID,
      businessNo: `${caseNumber}-pass`,
      ...decision,
    }),
  })
  const answer = (await response.json()) as { code: string; message: string }
  if (answer.code !== '0') throw new Error(`the officer could not decide: ${answer.message}`)
  await suite.until('the platform hears of it', async () => {
    const { timeline } = await citizen.call(readCase, { caseNumber })
    return timeline.length > before
  })
}
