import type { Clock } from '../world/clock'
import { latest, type Application, type Remark, type Status } from './application'
import type { Ledger } from './ledger'
import type { Modes } from './modes'

export type Verdict = Readonly<{ status: Extract<Status, '50' | '51'> }> & Remark

/** How a department decides without a person. Delays count from receipt (or from a supplement), in sandbox time. */
export type Rules = Readonly<{
  acceptAfterMs: number
  decideAfterMs: number
  judge: (application: Application, atMs: number) => Verdict
}>

/** Accepts, then decides, when the clock passes the moments; stays silent wherever an officer has taken over. */
export const scheduleDecision = (
  clock: Clock,
  ledger: Ledger,
  modes: Modes,
  rules: Rules,
  application: Application,
) => {
  const { department, appId } = application
  const round = application.supplements.length
  const startMs = clock.nowMs()
  const isOurs = (statuses: readonly Status[]): boolean =>
    ledger.holds(application) &&
    application.supplements.length === round &&
    modes.of(department, appId) === 'auto' &&
    statuses.includes(latest(application).status)

  clock.at(startMs + rules.acceptAfterMs, atMs => {
    if (isOurs(['10', '31'])) ledger.decide(application, '20', {}, atMs)
  })
  clock.at(startMs + rules.decideAfterMs, atMs => {
    if (!isOurs(['10', '20', '31', '40'])) return
    const { status, ...remark } = rules.judge(application, atMs)
    ledger.decide(application, status, remark, atMs)
  })
}
