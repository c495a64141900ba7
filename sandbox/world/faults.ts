import { Refusal } from '../http/refusal'
import { wholeNumber, type Fields } from '../http/fields'
import { json, type Answer } from '../http/serve'

/** What may be wrong with a server. The last three concern what it sends, the others what it answers. */
export type Faults = Readonly<{
  slowMs: number
  http500: boolean
  garbage: boolean
  down: boolean
  duplicateCallback: boolean
  holdCallbacks: boolean
  reorderCallbacks: boolean
}>

export const noFaults: Faults = {
  slowMs: 0,
  http500: false,
  garbage: false,
  down: false,
  duplicateCallback: false,
  holdCallbacks: false,
  reorderCallbacks: false,
}

export const switches = [
  'http500',
  'garbage',
  'down',
  'duplicateCallback',
  'holdCallbacks',
  'reorderCallbacks',
] as const satisfies readonly (keyof Faults)[]

const longestSlowMs = 600_000
const everyone = ''

/** Faults of one server: for everyone (no appId) and for single applications; an application meets both. */
export const createFaults = () => {
  const set = new Map<string, Faults>()
  const get = (appId = everyone): Faults => set.get(appId) ?? noFaults
  return {
    get,
    /** What this application meets: its own faults and everyone's. */
    of(appId: string): Faults {
      const [all, own] = [get(), get(appId)]
      const either = Object.fromEntries(switches.map(name => [name, all[name] || own[name]]))
      return { ...noFaults, ...either, slowMs: Math.max(all.slowMs, own.slowMs) }
    },
    put: (change: Partial<Faults>, appId = everyone): void =>
      void set.set(appId, { ...get(appId), ...change }),
    clear: (appId = everyone): void => void set.delete(appId),
    any: (): boolean =>
      [...set.values()].some(faults => faults.slowMs > 0 || switches.some(name => faults[name])),
  }
}

export type FaultBoard = ReturnType<typeof createFaults>

/** Only the fields that are there change. Throws Refusal 4001 for a wrong type. */
export const readFaults = (fields: Fields): Partial<Faults> => {
  const change: Record<string, number | boolean> = {}
  if (fields['slowMs'] !== undefined) change['slowMs'] = wholeNumber(fields, 'slowMs', 0, longestSlowMs)
  for (const name of switches) {
    const value = fields[name]
    if (value === undefined) continue
    if (typeof value !== 'boolean') throw new Refusal('4001', `缺少或错误的字段：${name}`)
    change[name] = value
  }
  return change
}

const pause = (ms: number): Promise<void> =>
  ms === 0 ? Promise.resolve() : new Promise(done => setTimeout(done, ms).unref())

/** A slow server still does its work, then answers late; a broken, garbled or dead one does nothing. */
export const meetFaults = async (faults: Faults, work: () => Answer | Promise<Answer>): Promise<Answer> => {
  if (faults.down) return 'reset'
  const broken = faults.http500
    ? json(500, { code: '5000', message: '系统繁忙' })
    : faults.garbage
      ? garbage
      : undefined
  const answer = broken ?? (await work())
  await pause(faults.slowMs)
  return answer
}

const garbage: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
}
