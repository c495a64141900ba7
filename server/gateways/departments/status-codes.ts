import type { ReportStatus } from './port'

/** Department Connect v1: their status code → our word. A code that is not here is reported, never guessed. */
export const statusCodes = new Map<string, ReportStatus>([
  ['10', 'received'],
  ['20', 'accepted'],
  ['21', 'notAccepted'],
  ['30', 'correctionRequired'],
  ['31', 'correctionReceived'],
  ['40', 'underReview'],
  ['50', 'granted'],
  ['51', 'refused'],
  ['60', 'withdrawn'],
])

export type AnswerMeaning =
  'done' | 'unknownApplication' | 'tooLate' | 'badRequest' | 'badSignature' | 'theirFault'

/** Department Connect v1: their answer code → what it means for us. */
export const answerCodes = new Map<string, AnswerMeaning>([
  ['0', 'done'],
  ['4001', 'badRequest'],
  ['4010', 'badSignature'],
  ['4040', 'unknownApplication'],
  ['4091', 'tooLate'],
  ['5000', 'theirFault'],
])
