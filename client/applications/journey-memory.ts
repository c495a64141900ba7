import { terminal } from '@/terminal/terminal'

// Between the form, its confirmation and the receipt, while the app is open. After a refresh the server knows the rest.

/** Item code → case number, for forms that lie behind a receipt. */
const handedIn = new Map<string, string>()
const wantedField = new Map<string, string>()
let formBehind = ''

export const caseOf = (item: string): string | undefined => handedIn.get(item)

export function keepHandedIn(item: string, caseNumber: string): void {
  handedIn.set(item, caseNumber)
  forgetStep(item)
}

export const forgetHandedIn = (item: string): void => void handedIn.delete(item)

/** The form this confirmation was reached from lies right behind it. */
export const leaveFormBehind = (item: string): void => {
  formBehind = item
}

export const isFormBehind = (item: string): boolean => formBehind === item

/** The field that the form shows when it opens next. */
export const wantField = (item: string, field: string): void => void wantedField.set(item, field)

export function takeWantedField(item: string): string | undefined {
  const field = wantedField.get(item)
  wantedField.delete(item)
  return field
}

const stepPlace = (item: string) => `step.${item}`

/** Which step of a form was on screen, counted from 0; survives a refresh. */
export const recallStep = (item: string): number => Number(terminal.recall(stepPlace(item)) ?? 0) || 0
export const rememberStep = (item: string, step: number): void =>
  terminal.remember(stepPlace(item), String(step))
export const forgetStep = (item: string): void => terminal.forget(stepPlace(item))
