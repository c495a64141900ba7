import { movedAway, filing, type Scene } from './scene'

export const roles = [
  'anonymous',
  'phone (L1)',
  'other (L2)',
  'department',
  'other department',
  'forged signature',
  'clock',
  'owner (L2)',
] as const
export type Role = (typeof roles)[number]

export interface Row {
  /** What is asked: the owner's own things. `nth` tells repeated calls apart where a limit counts them. */
  input(scene: Scene, nth: number): Record<string, unknown>
  /** Status and code of the problem, or of the department protocol. */
  answers: Record<Role, string>
}

const everyone = (answer: string): Row['answers'] =>
  Object.fromEntries(roles.map(role => [role, answer])) as Row['answers']

/** Only persons at this level; a signature or a clock's secret is no person. */
const persons = (level: 1 | 2, { other, owner }: { other: string; owner: string }): Row['answers'] => ({
  ...everyone('401 NOT_SIGNED_IN'),
  'phone (L1)': level === 1 ? other : '403 LEVEL_TOO_LOW',
  'other (L2)': other,
  'owner (L2)': owner,
})

const departments = (own: string, elsewhere: string): Row['answers'] => ({
  ...everyone('401 SIGNATURE_REFUSED'),
  department: own,
  'other department': elsewhere,
})

const nothing = (): Record<string, unknown> => ({})
const drafted = () => ({ itemCode: filing, values: movedAway(), materials: {} })

/**
 * Who gets what, for every route there is, in the order in which the test asks: what ends a case or a session comes last.
 * A foreign thing is 404 like a missing one, never 403.
 */
export const accessTable: Record<string, Row> = {
  readSession: { input: nothing, answers: everyone('200') },
  requestCode: {
    input: (_, nth) => ({ mobile: `1990000020${nth}` }),
    answers: everyone('200'),
  },
  signIn: {
    input: () => ({ mobile: '19900000300', code: '000000' }),
    answers: everyone('422 CODE_WRONG'),
  },
  verifyIdentity: {
    input: () => ({ name: '无此人', idNumber: '990103198506150058' }),
    answers: persons(1, { other: '422 IDENTITY_NOT_CONFIRMED', owner: '422 IDENTITY_NOT_CONFIRMED' }),
  },
  searchItems: { input: () => ({ q: '货车' }), answers: everyone('200') },
  listHotItems: { input: nothing, answers: everyone('200') },
  readItem: { input: () => ({ code: filing }), answers: everyone('200') },
  findProgress: {
    input: ({ missing }, nth) => ({ caseNumber: `${missing.caseNumber}${nth}`, idTail: '0000' }),
    answers: everyone('404 PROGRESS_NOT_FOUND'),
  },
  uploadMaterial: {
    input: () => ({ itemCode: filing, kind: 'residenceProof' }),
    answers: persons(2, { other: '200', owner: '200' }),
  },
  readMaterial: {
    input: ({ materialId }) => ({ id: materialId }),
    answers: persons(2, { other: '404 NOT_FOUND', owner: '200' }),
  },
  listMessages: { input: nothing, answers: persons(2, { other: '200', owner: '200' }) },
  markMessageRead: {
    input: ({ messageId }) => ({ id: messageId }),
    answers: persons(2, { other: '404 NOT_FOUND', owner: '200' }),
  },
  listCases: { input: nothing, answers: persons(2, { other: '200', owner: '200' }) },
  readCase: {
    input: ({ caseNumber }) => ({ caseNumber }),
    answers: persons(2, { other: '404 CASE_NOT_FOUND', owner: '200' }),
  },
  readDraft: {
    input: () => ({ itemCode: filing }),
    answers: persons(2, { other: '200', owner: '200' }),
  },
  saveDraft: {
    input: ({ draft }) => ({ ...drafted(), baseVersion: draft.version }),
    answers: persons(2, { other: '409 DRAFT_CHANGED', owner: '200' }),
  },
  departmentMaterial: {
    input: ({ materialId }) => ({ department: 'medical-insurance', id: materialId }),
    answers: departments('200', '404 NOT_FOUND'),
  },
  departmentCallback: {
    input: ({ caseNumber }, nth) => ({
      department: 'medical-insurance',
      eventNo: `EV${nth}`,
      businessNo: `${caseNumber}-filing`,
      status: '10',
      occurredAt: '2026-03-02T09:00:00+08:00',
    }),
    answers: departments('200 0', '200 4040'),
  },
  moveClock: {
    input: () => ({ offsetMs: 0 }),
    answers: { ...everyone('401 SIGNATURE_REFUSED'), clock: '200' },
  },
  answerCorrection: {
    input: ({ caseNumber }) => ({
      caseNumber,
      values: { startOn: movedAway().startOn },
      materials: {},
    }),
    answers: persons(2, { other: '404 CASE_NOT_FOUND', owner: '200' }),
  },
  withdrawCase: {
    input: ({ caseNumber }) => ({ caseNumber }),
    answers: persons(2, { other: '404 CASE_NOT_FOUND', owner: '200' }),
  },
  submitCase: {
    input: ({ draft }) => ({ itemCode: filing, draftVersion: draft.version + 1 }),
    // The draft of the owner asks for a proof that it does not have.
    answers: persons(2, { other: '409 DRAFT_CHANGED', owner: '422 FORM_INCOMPLETE' }),
  },
  discardDraft: {
    input: () => ({ itemCode: filing }),
    answers: persons(2, { other: '200', owner: '200' }),
  },
  signOut: { input: nothing, answers: everyone('200') },
}
