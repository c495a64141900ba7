import sharp from 'sharp'
import { readCase, readDraft, saveDraft, submitCase } from '@shared/cases/contract'
import { makeCaseNumber } from '@shared/formats/case-number'
import { addDays, dayOf } from '@shared/formats/day'
import { listMessages } from '@shared/messaging/contract'
import { newKey, people, type Citizen } from './citizen'
import { letOfficersDecide, officerDecides } from './officer'
import type { Suite } from './suite'

export const filing = 'YT-YB-001'

/** What somebody asks for who moves away: asks for the proof of residence. */
export const movedAway = () => ({
  insuredRegion: '990100',
  destinationRegion: '310000',
  kind: 'resettled',
  startOn: addDays(dayOf(new Date()), 5),
})

export const photo = async () => ({
  name: '租房合同.jpg',
  mime: 'image/jpeg',
  bytes: await sharp({ create: { width: 64, height: 48, channels: 3, background: '#357' } })
    .jpeg()
    .toBuffer(),
})

/** Fills in and submits one filing with a photo. */
export async function submitFiling(citizen: Citizen): Promise<{ caseNumber: string; materialId: string }> {
  const { id } = await citizen.upload(filing, 'residenceProof', await photo())
  const { version } = await citizen.call(readDraft, { itemCode: filing })
  const saved = await citizen.call(saveDraft, {
    itemCode: filing,
    baseVersion: version,
    values: movedAway(),
    materials: { residenceProof: [id] },
  })
  const { caseNumber } = await citizen.call(submitCase, { itemCode: filing, draftVersion: saved.version })
  return { caseNumber, materialId: id }
}

/** The department asks for another start day; resolves when the applicant sees it. */
export async function askForCorrection(suite: Suite, citizen: Citizen, caseNumber: string): Promise<void> {
  await suite.until('the department has it', async () => {
    const seen = await citizen.call(readCase, { caseNumber })
    return seen.timeline.some(entry => entry.title.includes('转交'))
  })
  await officerDecides(suite, 'medicalInsurance', `${caseNumber}-filing`, {
    status: '30',
    corrections: [{ field: 'startOn', message: '请核对开始日期。' }],
  })
  await suite.until('the correction is asked for', async () => {
    const seen = await citizen.call(readCase, { caseNumber })
    return seen.correction !== null
  })
}

/** 林 has a case with an open correction, a material, a message and a draft; 陈 has nothing; a phone is signed in. */
export async function setScene(suite: Suite) {
  await letOfficersDecide(suite)
  const [owner, other, phone, nobody] = [suite.citizen(), suite.citizen(), suite.citizen(), suite.citizen()]
  await owner.become(people.lin)
  await other.become(people.chen)
  await phone.signIn('19900000099')
  const { caseNumber, materialId } = await submitFiling(owner)
  await askForCorrection(suite, owner, caseNumber)
  const messageId = await suite.until('a message', async () => {
    const { messages } = await owner.call(listMessages, {})
    return messages[0]?.id
  })
  const draft = await owner.call(saveDraft, {
    itemCode: filing,
    baseVersion: 0,
    values: { ...movedAway(), kind: 'temporary' },
    materials: {},
  })
  const missing = { caseNumber: makeCaseNumber('YT', new Uint8Array(7)), id: newKey() }
  return { owner, other, phone, nobody, caseNumber, materialId, messageId, draft, missing }
}
export type Scene = Awaited<ReturnType<typeof setScene>>
