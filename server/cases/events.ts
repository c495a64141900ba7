import * as z from 'zod'
import { ChosenMaterials, CorrectionPoint, FormValues } from '@shared/cases/contract'
import { Outcome } from '@shared/cases/stage'

const task = z.string()
const day = z.string()

/** What a citizen handed in: the values as shown in the summary and the material ids by requirement. */
export const CaseContent = z.object({ values: FormValues, materials: ChosenMaterials })
export type CaseContent = z.infer<typeof CaseContent>

const report = {
  task,
  eventNo: z.string(),
  opinion: z.nullable(z.string()),
  articles: z.array(z.string()),
}

/** The whole vocabulary of a 办件. A case is the list of these; everything else is read from them. */
export const CaseEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('submitted'),
    itemCode: z.string(),
    definitionVersion: z.string(),
    submittedOn: day,
    statutoryDays: z.number(),
    promisedDays: z.number(),
    correctionRounds: z.number(),
    answerWithinDays: z.number(),
    tasks: z.array(z.object({ key: task, department: z.string(), name: z.string() })),
    content: CaseContent,
  }),
  z.object({ type: z.literal('taskDispatched'), task, receiptNo: z.string() }),
  z.object({ type: z.literal('taskAccepted'), ...report, on: day }),
  z.object({ type: z.literal('taskNotAccepted'), ...report }),
  z.object({ type: z.literal('reviewStarted'), ...report }),
  z.object({
    type: z.literal('correctionRequested'),
    ...report,
    round: z.number(),
    points: z.array(CorrectionPoint),
    on: day,
  }),
  z.object({ type: z.literal('corrected'), round: z.number(), content: CaseContent, on: day }),
  z.object({ type: z.literal('taskDecided'), ...report, outcome: Outcome, on: day }),
  z.object({ type: z.literal('concluded'), outcome: Outcome }),
  z.object({ type: z.literal('withdrawn') }),
])
export type CaseEvent = z.infer<typeof CaseEvent>

export type Actor = { kind: 'applicant' | 'department' | 'platform'; id: string }

/** An event with its place in the stream: `seq` counts from 1. */
export interface RecordedEvent {
  seq: number
  at: Date
  actor: Actor
  event: CaseEvent
}
