import { z } from 'zod'
import { fetchJson, OutsideError, type OutsideCaller } from '../call-outside'
import { signRequest } from '../signing'

/** Their result code → what it means: 01 name and number belong together, 02 they do not, 03 no such number. */
const resultCodes = new Map<string, boolean>([
  ['01', true],
  ['02', false],
  ['03', false],
])

/** 人口库: checks who somebody is, and knows what the city may reuse instead of asking again. */
export interface PopulationPort {
  /** Whether the name and the ID number belong together. @throws OutsideError */
  verify(name: string, idNumber: string): Promise<boolean>
  /** A record about one person, or null. @throws OutsideError */
  query(dataset: string, idNumber: string): Promise<Record<string, unknown> | null>
}

export function connectPopulation(options: {
  baseUrl: string
  app: { id: string; secret: string }
  caller: OutsideCaller
}): PopulationPort {
  const { baseUrl, app, caller } = options
  const base = new URL(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`)
  const ask = (path: string, body: unknown): Promise<unknown> =>
    caller.call(async signal => {
      const url = new URL(path, base)
      const bytes = Buffer.from(JSON.stringify(body))
      const { body: answer } = await fetchJson(url.href, {
        method: 'POST',
        headers: { ...signRequest(app, 'POST', url.pathname, bytes), 'content-type': 'application/json' },
        body: bytes,
        signal,
      })
      const envelope = z.object({ code: z.literal('0'), data: z.unknown() }).safeParse(answer)
      if (!envelope.success) throw new OutsideError('garbage')
      return envelope.data.data
    })
  return {
    async verify(name, idNumber) {
      const parsed = z.object({ result: z.string() }).safeParse(await ask('v1/verify', { name, idNumber }))
      const matches = parsed.success ? resultCodes.get(parsed.data.result) : undefined
      if (matches === undefined) throw new OutsideError('garbage')
      return matches
    },
    async query(dataset, idNumber) {
      const data = await ask(`v1/query/${encodeURIComponent(dataset)}`, { idNumber })
      const parsed = z
        .record(z.string(), z.unknown())
        .nullable()
        .safeParse(data ?? null)
      if (!parsed.success) throw new OutsideError('garbage')
      return parsed.data
    },
  }
}
