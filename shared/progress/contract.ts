import * as z from 'zod/mini'
import { Holder, Outcome, Stage } from '../cases/stage'
import { anyone, endpoint } from '../endpoint'

/** What anyone with the number and the last four of the ID may see: the stage, and nothing about the person. */
export const CaseProgress = z.object({
  caseNumber: z.string(),
  stage: Stage,
  outcome: z.nullable(Outcome),
  heldBy: Holder,
  submittedOn: z.string(),
  promisedBy: z.nullable(z.string()),
  promiseIsEstimate: z.boolean(),
  /** Working days left before the promised day; negative = overdue; null = the clock stands still or the case ended. */
  workingDaysLeft: z.nullable(z.number()),
  updatedAt: z.string(),
})
export type CaseProgress = z.infer<typeof CaseProgress>

export const findProgress = endpoint({
  name: 'findProgress',
  summary: '凭办件编号和证件号码后四位查询进度：只显示阶段；编号不存在与后四位不符的回答完全相同',
  // POST keeps the ID fragment out of addresses and access logs.
  method: 'POST',
  path: '/api/progress',
  kind: 'json',
  access: anyone,
  effect: 'reads',
  input: z.strictObject({
    caseNumber: z.string().check(z.minLength(1), z.maxLength(40)),
    idTail: z.string().check(z.minLength(1), z.maxLength(8)),
  }),
  output: CaseProgress,
})

export const progressEndpoints = [findProgress] as const
