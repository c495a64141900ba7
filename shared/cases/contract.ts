import * as z from 'zod/mini'
import { MaterialRequirement } from '../catalogue/item'
import { endpoint, personAt } from '../endpoint'
import { FormDefinition } from '../forms'
import { Material } from '../materials/contract'
import { Holder, Outcome, Stage } from './stage'

const itemCode = z.string().check(z.minLength(1), z.maxLength(40))
const caseNumber = z.string().check(z.minLength(1), z.maxLength(40))
const materialId = z.string().check(z.regex(/^[0-9a-f]{32}$/))

/** Form values by field key; the item's own schema says what each may be. */
export const FormValues = z.record(z.string().check(z.maxLength(64)), z.json())
export type FormValues = z.infer<typeof FormValues>

/** Uploaded material ids by the key of the material asked for. */
export const ChosenMaterials = z.record(
  z.string().check(z.maxLength(64)),
  z.array(materialId).check(z.maxLength(20)),
)
export type ChosenMaterials = z.infer<typeof ChosenMaterials>

/** Something to mend before submitting: `path` is a field key or `materials.<key>`. */
export const Finding = z.object({ path: z.string(), message: z.string() })

/** A rule that stands in the way or gives a warning, with the article it rests on. */
export const RuleFinding = z.object({
  ruleId: z.string(),
  effect: z.enum(['refuse', 'warn']),
  article: z.string(),
  explanation: z.string(),
  mend: z.nullable(z.string()),
  fields: z.array(z.string()),
})

/**
 * Where a prefilled value comes from. `options` lists the records of which the citizen picks one; without them `value`
 * is what the source says (null for what a pick fills).
 */
export const Prefilled = z.object({
  sourceName: z.string(),
  locked: z.boolean(),
  value: z.nullable(z.json()),
  options: z.nullable(z.array(z.object({ title: z.string(), values: FormValues }))),
})
export type Prefilled = z.infer<typeof Prefilled>

export const Draft = z.object({
  itemCode: z.string(),
  definitionVersion: z.string(),
  /** 0 = nothing saved yet. Every save raises it by one. */
  version: z.number(),
  savedAt: z.nullable(z.string()),
  /** The day the server counts from; what is checked on the screen is checked on the same day. */
  today: z.string(),
  values: FormValues,
  materials: z.record(z.string(), z.array(Material)),
  prefilled: z.record(z.string(), Prefilled),
  /** Names of sources that did not answer; their fields are typed by hand and checked by the department. */
  silentSources: z.array(z.string()),
  applicant: z.object({ maskedName: z.string(), maskedIdNumber: z.string(), maskedMobile: z.string() }),
  requiredFields: z.number(),
  findings: z.array(Finding),
  ruleFindings: z.array(RuleFinding),
})
export type Draft = z.infer<typeof Draft>

export const readDraft = endpoint({
  name: 'readDraft',
  summary: '打开一份申请：已保存的草稿，或由共享数据预填的空白申请',
  method: 'GET',
  path: '/api/drafts/:itemCode',
  kind: 'json',
  access: personAt(2),
  effect: 'reads',
  input: z.strictObject({ itemCode }),
  output: Draft,
})

export const saveDraft = endpoint({
  name: 'saveDraft',
  summary: '保存草稿并自动检查完整性和格式',
  method: 'PUT',
  path: '/api/drafts/:itemCode',
  kind: 'json',
  access: personAt(2),
  effect: 'writes',
  input: z.strictObject({
    itemCode,
    baseVersion: z.int().check(z.minimum(0)),
    values: FormValues,
    materials: ChosenMaterials,
  }),
  output: Draft,
})

export const discardDraft = endpoint({
  name: 'discardDraft',
  summary: '清空草稿',
  method: 'DELETE',
  path: '/api/drafts/:itemCode',
  kind: 'json',
  access: personAt(2),
  effect: 'writes',
  input: z.strictObject({ itemCode }),
  output: z.object({ discarded: z.boolean() }),
})

/** 回执. */
export const Receipt = z.object({
  caseNumber: z.string(),
  itemName: z.string(),
  departmentName: z.string(),
  submittedAt: z.string(),
  promisedBy: z.nullable(z.string()),
  promiseIsEstimate: z.boolean(),
})
export type Receipt = z.infer<typeof Receipt>

export const submitCase = endpoint({
  name: 'submitCase',
  summary: '提交确认过的那一版草稿；同一个 Idempotency-Key 只会产生一个办件',
  method: 'POST',
  path: '/api/cases',
  kind: 'json',
  access: personAt(2),
  effect: 'writes',
  input: z.strictObject({ itemCode, draftVersion: z.int().check(z.minimum(1)) }),
  output: Receipt,
})

export const CaseCard = z.object({
  caseNumber: z.string(),
  itemName: z.string(),
  departmentName: z.string(),
  stage: Stage,
  outcome: z.nullable(Outcome),
  heldBy: Holder,
  submittedAt: z.string(),
  promisedBy: z.nullable(z.string()),
  promiseIsEstimate: z.boolean(),
  /** Working days left before the promised day; negative = overdue; null = the clock stands still or the case ended. */
  workingDaysLeft: z.nullable(z.number()),
})
export type CaseCard = z.infer<typeof CaseCard>

export const TimelineEntry = z.object({
  at: z.string(),
  title: z.string(),
  detail: z.nullable(z.string()),
  by: z.string(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

/**
 * One point of a 补正 notice. `field` is a field key or `materials.<key>`; '' concerns the application as a whole and is
 * read, not filled in.
 */
export const CorrectionPoint = z.object({ field: z.string(), message: z.string() })
export type CorrectionPoint = z.infer<typeof CorrectionPoint>

export const CaseDetail = z.object({
  ...CaseCard.shape,
  itemCode: z.string(),
  statutoryBy: z.nullable(z.string()),
  statutoryIsEstimate: z.boolean(),
  timeline: z.array(TimelineEntry),
  /** What happens next, in one sentence. */
  nextStep: z.string(),
  mayWithdraw: z.boolean(),
  correction: z.nullable(
    z.object({
      /** The server's day; relative bounds count from it. */
      today: z.string(),
      points: z.array(CorrectionPoint),
      answerBy: z.string(),
      answerIsEstimate: z.boolean(),
      values: FormValues,
      /** As they were when the case was submitted; the item may have changed since. */
      form: FormDefinition,
      askable: z.array(MaterialRequirement),
    }),
  ),
  decision: z.nullable(z.object({ opinion: z.nullable(z.string()), articles: z.array(z.string()) })),
  summary: z.array(z.object({ label: z.string(), value: z.string() })),
  materials: z.array(Material),
})
export type CaseDetail = z.infer<typeof CaseDetail>

export const listCases = endpoint({
  name: 'listCases',
  summary: '我的办件，最新的在前',
  method: 'GET',
  path: '/api/cases',
  kind: 'json',
  access: personAt(2),
  effect: 'reads',
  input: z.strictObject({}),
  output: z.object({ cases: z.array(CaseCard) }),
})

export const readCase = endpoint({
  name: 'readCase',
  summary: '办件详情与办理过程',
  method: 'GET',
  path: '/api/cases/:caseNumber',
  kind: 'json',
  access: personAt(2),
  effect: 'reads',
  input: z.strictObject({ caseNumber }),
  output: CaseDetail,
})

export const withdrawCase = endpoint({
  name: 'withdrawCase',
  summary: '在作出决定前撤回申请',
  method: 'POST',
  path: '/api/cases/:caseNumber/withdrawal',
  kind: 'json',
  access: personAt(2),
  effect: 'writes',
  input: z.strictObject({ caseNumber }),
  output: CaseDetail,
})

export const answerCorrection = endpoint({
  name: 'answerCorrection',
  summary: '一次性回复补正通知的全部各点',
  method: 'POST',
  path: '/api/cases/:caseNumber/correction',
  kind: 'json',
  access: personAt(2),
  effect: 'writes',
  input: z.strictObject({ caseNumber, values: FormValues, materials: ChosenMaterials }),
  output: CaseDetail,
})

export const caseEndpoints = [
  readDraft,
  saveDraft,
  discardDraft,
  submitCase,
  listCases,
  readCase,
  withdrawCase,
  answerCorrection,
] as const
