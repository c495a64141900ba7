import { checkCaseNumber, formatCaseNumber } from '@shared/formats/case-number'
import { toCode } from '@shared/formats/half-width'
import { t } from '@/words/words'

export interface Asked {
  caseNumber: string
  idTail: string
}

export type Checked =
  { is: 'good'; asked: Asked } | { is: 'wrong'; errors: { name: keyof Asked; message: string }[] }

/** Finds slips of the finger before they cost one of the few tries. */
export function checkAsked(typed: Asked): Checked {
  const number = checkCaseNumber(typed.caseNumber)
  const idTail = toCode(typed.idTail)
  const errors: { name: keyof Asked; message: string }[] = []
  if (!number.ok) errors.push({ name: 'caseNumber', message: number.why })
  if (!/^\d{3}[\dX]$/.test(idTail)) errors.push({ name: 'idTail', message: t('progress.tail.wrong') })
  return number.ok && errors.length === 0
    ? { is: 'good', asked: { caseNumber: number.caseNumber, idTail } }
    : { is: 'wrong', errors }
}

/** As it is printed, or as it came where it is no number of ours. */
export function printedNumber(caseNumber: string): string {
  const checked = checkCaseNumber(caseNumber)
  return checked.ok ? formatCaseNumber(checked.caseNumber) : caseNumber
}
