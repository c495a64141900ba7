import { findProgress } from '@shared/progress/contract'
import { checkCaseNumber } from '@shared/formats/case-number'
import { dayOf } from '@shared/formats/day'
import { type Calendar, workingDaysBetween } from '@shared/formats/working-days'
import type { Holder, Outcome, Stage } from '@shared/cases/stage'
import { Problem } from '@shared/problem'
import type { Database } from '../database'
import { serve } from '../http'
import type { Limits } from '../limits'
import type { Vault } from '../vault'

export interface ProgressServices {
  database: Database
  vault: Vault
  limits: Limits
  calendar: Calendar
}

const hourMs = 3600_000
/** Five tries a case and hour, whether or not the case exists; twenty an address and hour. */
const perCase = { name: 'progress-case', max: 5, windowMs: hourMs }
const perAddress = { name: 'progress-address', max: 20, windowMs: hourMs }

interface ProgressRow {
  case_number: string
  id_tail_mac: string
  stage: Stage
  outcome: Outcome | null
  held_by: Holder
  submitted_at: Date
  promised_by: string | null
  promise_is_estimate: number
  updated_at: Date
}

/**
 * Progress without signing in. A wrong tail, a missing case and a mistyped number do the same work and get the same
 * answer: three statements, three MACs, PROGRESS_NOT_FOUND.
 */
export const serveFindProgress = ({ database, vault, limits, calendar }: ProgressServices) =>
  serve(findProgress, async ({ input, address, now }) => {
    const checked = checkCaseNumber(input.caseNumber)
    const caseNumber = checked.ok ? checked.caseNumber : input.caseNumber.trim().toUpperCase()
    const [forCase, forAddress] = [
      await limits.spend(perCase, caseNumber),
      await limits.spend(perAddress, address),
    ]
    if (!forCase.allowed || !forAddress.allowed) {
      throw new Problem('TOO_MANY_TRIES', {
        retryAfterS: Math.max(
          forCase.allowed ? 0 : forCase.retryAfterS,
          forAddress.allowed ? 0 : forAddress.retryAfterS,
        ),
      })
    }
    const [row] = await database.read<ProgressRow>(
      'SELECT case_number, id_tail_mac, stage, outcome, held_by, submitted_at, promised_by, promise_is_estimate, ' +
        'updated_at FROM cases WHERE case_number = ?',
      [caseNumber],
    )
    const tail = input.idTail.trim().toUpperCase()
    const matches = vault.macMatches(row?.id_tail_mac ?? '', 'id-tail', caseNumber, tail)
    if (!row || !matches) throw new Problem('PROGRESS_NOT_FOUND')
    return {
      caseNumber: row.case_number,
      stage: row.stage,
      outcome: row.outcome,
      heldBy: row.held_by,
      submittedOn: dayOf(row.submitted_at),
      promisedBy: row.promised_by,
      promiseIsEstimate: row.promise_is_estimate === 1,
      workingDaysLeft: daysLeft(row, dayOf(now), calendar),
      updatedAt: row.updated_at.toISOString(),
    }
  })

/** The clock runs only while the department holds the case. */
function daysLeft({ held_by, promised_by }: ProgressRow, today: string, calendar: Calendar): number | null {
  if (held_by !== 'department' || promised_by === null) return null
  return today <= promised_by
    ? workingDaysBetween(today, promised_by, calendar)
    : -workingDaysBetween(promised_by, today, calendar)
}
