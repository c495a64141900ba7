import type { Clock } from '../world/clock'

export class ClockRefused extends Error {}

export type BffClock = Readonly<{ url: string; secret: string }>

const patienceMs = 10_000

/** One move at a time. With a BFF clock, the BFF is told the new offset first; if it fails nothing moves. */
export const createMover = (clock: Clock, bff: BffClock | undefined) => {
  let before: Promise<void> = Promise.resolve()

  const move = async (byMs: number): Promise<void> => {
    if (bff) await tell(bff, clock.offsetMs() + byMs)
    clock.advance(byMs)
  }
  return (byMs: number): Promise<void> => {
    const moved = before.then(() => move(byMs))
    before = moved.catch(() => undefined)
    return moved
  }
}

const tell = async ({ url, secret }: BffClock, offsetMs: number): Promise<void> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify({ offsetMs }),
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs),
  }).catch((cause: unknown) => {
    throw new ClockRefused('联系不上通办服务的时钟，时间没有移动。', { cause })
  })
  if (!response.ok) throw new ClockRefused(`通办服务拒绝移动时钟（HTTP ${response.status}），时间没有移动。`)
}
