import * as z from 'zod/mini'

/**
 * JSON Logic (https://jsonlogic.com) as it stands in a definition file: a value, or one operator with its arguments.
 * `checkLogic` says whether it uses only operators we allow.
 */
export const JsonLogic = z.json()
export type JsonLogic = z.infer<typeof JsonLogic>

export interface LogicContext {
  /** The day ('YYYY-MM-DD') on which the question is asked; without it an operator that needs a day cannot decide. */
  on?: string | undefined
}

/** An operator met a fact it needs and does not have, or that has the wrong kind. */
export class Undecided extends Error {}
