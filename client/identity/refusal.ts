import { RefusedCall } from '@/api/call'
import { t } from '@/words/words'

/** What is wrong with which field. */
export type Wrong = { name?: string; message: string }[]

/** What a refusal says on these screens; a wait is told in the unit people think in. */
export function refusalText(problem: RefusedCall): string {
  const { retryAfterS } = problem
  if (problem.code !== 'TOO_MANY_TRIES' || retryAfterS === undefined) return problem.message
  return t('signIn.wait', { time: waitText(retryAfterS) })
}

export function waitText(seconds: number): string {
  if (seconds < 90) return t('signIn.seconds', { count: Math.max(1, Math.ceil(seconds)) })
  if (seconds < 90 * 60) return t('signIn.minutes', { count: Math.ceil(seconds / 60) })
  return t('signIn.hours', { count: Math.ceil(seconds / 3600) })
}

/** Runs a call and hands over its refusal; anything else that goes wrong is a fault of ours and goes on up. */
export async function refused(work: () => Promise<unknown>): Promise<RefusedCall | null> {
  try {
    await work()
    return null
  } catch (problem) {
    if (problem instanceof RefusedCall) return problem
    throw problem
  }
}
