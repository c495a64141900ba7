/** Why a typed value cannot be used: one Chinese sentence naming the mend. It never repeats the value. */
export interface Refused {
  ok: false
  why: string
}

export const refuse = (why: string): Refused => ({ ok: false, why })
