import type { Fields } from '../http/fields'

/** 10 收到 · 20 受理 · 21 不予受理 · 30 补正 · 31 已收补正 · 40 审查中 · 50 准予 · 51 不予 · 60 撤回 */
export type Status = '10' | '20' | '21' | '30' | '31' | '40' | '50' | '51' | '60'

export const statusWords: Record<Status, string> = {
  '10': '已收件',
  '20': '已受理',
  '21': '不予受理',
  '30': '待补正',
  '31': '已收到补正',
  '40': '审查中',
  '50': '准予',
  '51': '不予',
  '60': '已撤回',
}

/** What a department may say next. Nothing follows a decision, a refusal to accept or a withdrawal. */
export const mayFollow: Record<Status, readonly Status[]> = {
  '10': ['20', '21', '30', '40', '50', '51'],
  '20': ['30', '40', '50', '51'],
  '21': [],
  '30': ['21', '51'],
  '31': ['20', '21', '30', '40', '50', '51'],
  '40': ['30', '50', '51'],
  '50': [],
  '51': [],
  '60': [],
}

export const isConcluded = (status: Status): boolean => mayFollow[status].length === 0

export type Correction = Readonly<{ field: string; message: string }>

/** What the department says with an event. */
export type Remark = Readonly<{
  opinion?: string
  articles?: readonly string[]
  corrections?: readonly Correction[]
  officer?: string
}>

/** One attempt to tell the client application. `at` is the sandbox's time. */
export type Delivery = Readonly<{ at: string; result: string }>

export type CaseEvent = Readonly<{ eventNo: string; status: Status; occurredAt: string }> &
  Remark & { deliveries: Delivery[]; delivered: 'waiting' | 'accepted' | 'given up' }

export type Material = Readonly<{
  materialId: string
  name: string
  kind: string
  mime: string
  size: number
  sha256: string
  url: string
}>

/** A field of the form, or a material, as people call it; `text` is null where nothing was said. */
export type Described = Readonly<{ field: string; label: string; text: string | null }>

export type Submission = Readonly<{
  businessNo: string
  itemCode: string
  itemName: string
  submittedAt: string
  applicant: Readonly<{ name: string; idNumber: string; mobile: string | undefined }>
  form: Fields
  /** What may be asked for in a correction; empty when the client application does not describe its forms. */
  fields: readonly Described[]
  materials: readonly Material[]
}>

export type Supplement = Readonly<{
  round: number
  form: Fields
  fields: readonly Described[]
  materials: readonly Material[]
}>

/** One request that reached the department and what it was answered: shows that a repeat has no second effect. */
export type Received = Readonly<{
  at: string
  what: 'submit' | 'supplement' | 'withdraw'
  round?: number
  code: string
}>

/** An application as the department holds it: `form` and `materials` are the submission with all supplements. */
export type Application = Submission & {
  readonly appId: string
  readonly department: string
  readonly receiptNo: string
  readonly receivedAt: string
  form: Fields
  fields: readonly Described[]
  materials: readonly Material[]
  supplements: (Supplement & { receivedAt: string })[]
  withdrawnBecause?: string
  events: CaseEvent[]
  received: Received[]
}

export const latest = (application: Application): CaseEvent => {
  const event = application.events.at(-1)
  if (!event) throw new Error('an application begins with an event')
  return event
}
