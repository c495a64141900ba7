import * as z from 'zod/mini'

/** 办件阶段. */
export const Stage = z.enum([
  'received',
  'accepted',
  'underReview',
  'correctionRequired',
  'concluded',
  'notAccepted',
  'withdrawn',
])
export type Stage = z.infer<typeof Stage>

/** 办结结果. */
export const Outcome = z.enum(['granted', 'refused'])
export type Outcome = z.infer<typeof Outcome>

/** Who has to act next. */
export const Holder = z.enum(['department', 'applicant', 'nobody'])
export type Holder = z.infer<typeof Holder>

export const finalStages: readonly Stage[] = ['concluded', 'notAccepted', 'withdrawn']

export const isFinal = (stage: Stage): boolean => finalStages.includes(stage)

/** What a citizen reads; the one list of these words. */
export const stageWords: Record<Stage, string> = {
  received: '已收件',
  accepted: '已受理',
  underReview: '审查中',
  correctionRequired: '待补正',
  concluded: '已办结',
  notAccepted: '不予受理',
  withdrawn: '已撤回',
}

export const outcomeWords: Record<Outcome, string> = { granted: '准予', refused: '不予许可' }
