import { requestCode } from '@shared/identity/contract'
import { call } from '@/api/call'
import { terminal } from '@/terminal/terminal'

/** How long a code is good for, as the server says when it sends one; used after a refresh. */
const usuallyValidMs = 5 * 60_000
const place = 'code-sent-at'

/** That a code is on its way. The number is known only while the page lives: it is never written down. */
export interface SentCode {
  mobile: string | null
  resendAtMs: number
  validForS: number
}

/** Asks for a code, and remembers without the number that one was sent, so that a refresh does not lose the step. */
export async function sendCode(mobile: string): Promise<SentCode> {
  const { resendAfterS, validForS } = await call(requestCode, { mobile })
  const resendAtMs = Date.now() + resendAfterS * 1000
  terminal.remember(place, `${Date.now()} ${resendAtMs}`)
  return { mobile, resendAtMs, validForS }
}

export function forgetSent(): void {
  terminal.forget(place)
}

/** The code sent before a refresh, while it can still be used. */
export function recallSent(): SentCode | null {
  const [sentAtMs = NaN, resendAtMs = NaN] = (terminal.recall(place) ?? '').split(' ').map(Number)
  const isFresh = sentAtMs <= Date.now() && Date.now() - sentAtMs < usuallyValidMs
  return isFresh && resendAtMs >= 0 ? { mobile: null, resendAtMs, validForS: usuallyValidMs / 1000 } : null
}
