import { z } from 'zod'
import type { OutsideCaller } from '../call-outside'
import { fetchJson, OutsideError } from '../call-outside'
import { signRequest } from '../signing'
import type { DepartmentPort, DepartmentReport } from './port'
import { answerCodes, statusCodes, type AnswerMeaning } from './status-codes'

const Envelope = z.object({ code: z.string(), message: z.string().optional(), data: z.unknown().optional() })

const ReportBody = z.object({
  eventNo: z.string().min(1).max(64),
  status: z.string(),
  receiptNo: z.string().max(64).optional(),
  opinion: z.string().max(2000).optional(),
  articles: z.array(z.string().max(200)).max(20).optional(),
  corrections: z
    .array(z.object({ field: z.string().max(64), message: z.string().min(1).max(500) }))
    .max(50)
    .optional(),
})

/**
 * Their report in our words.
 * @returns null for a status code that is not in the table: the caller reports it, nobody guesses
 */
export function translateReport(body: unknown): DepartmentReport | null {
  const parsed = ReportBody.safeParse(body)
  if (!parsed.success) return null
  const { eventNo, status, receiptNo, opinion, articles, corrections } = parsed.data
  const ours = statusCodes.get(status)
  if (!ours) return null
  return {
    eventNo,
    status: ours,
    receiptNo: receiptNo ?? null,
    opinion: opinion ?? null,
    articles: articles ?? [],
    points: corrections ?? [],
  }
}

/** A department that speaks Department Connect v1 (docs/department-connect.md) at `baseUrl`. */
export function connectDepartment(options: {
  baseUrl: string
  app: { id: string; secret: string }
  caller: OutsideCaller
}): DepartmentPort {
  const { baseUrl, app, caller } = options
  const base = new URL(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`)

  const ask = (
    method: 'GET' | 'POST',
    path: string,
    body: unknown,
    signal?: AbortSignal,
  ): Promise<{ meaning: AnswerMeaning; data: unknown }> =>
    caller.call(
      async deadline => {
        const url = new URL(path, base)
        const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body))
        const { body: answer } = await fetchJson(url.href, {
          method,
          headers: {
            ...signRequest(app, method, `${url.pathname}${url.search}`, bytes),
            ...(bytes.length > 0 && { 'content-type': 'application/json' }),
          },
          ...(bytes.length > 0 && { body: bytes }),
          signal: deadline,
        })
        const envelope = Envelope.safeParse(answer)
        if (!envelope.success) throw new OutsideError('garbage')
        const meaning = answerCodes.get(envelope.data.code)
        if (!meaning || meaning === 'theirFault') throw new OutsideError('garbage')
        if (meaning === 'badRequest' || meaning === 'badSignature') {
          throw new OutsideError('http', { theirStatus: 400, retry: false })
        }
        return { meaning, data: envelope.data.data }
      },
      signal ? { signal } : {},
    )

  const expect = <T>(schema: z.ZodType<T>, data: unknown): T => {
    const parsed = schema.safeParse(data)
    if (!parsed.success) throw new OutsideError('garbage')
    return parsed.data
  }

  const application = (businessNo: string): string => `v1/applications/${encodeURIComponent(businessNo)}`

  return {
    async submit(sent, signal) {
      const { data } = await ask('POST', 'v1/applications', sent, signal)
      return expect(z.object({ receiptNo: z.string().min(1).max(64) }), data)
    },
    async supplement(businessNo, answer, signal) {
      await ask('POST', `${application(businessNo)}/supplement`, answer, signal)
    },
    async withdraw(businessNo, signal) {
      const { meaning } = await ask(
        'POST',
        `${application(businessNo)}/withdraw`,
        { reason: '申请人撤回' },
        signal,
      )
      return meaning === 'tooLate' ? 'tooLate' : 'withdrawn'
    },
    async latestReport(businessNo, signal) {
      const { meaning, data } = await ask('GET', application(businessNo), undefined, signal)
      if (meaning === 'unknownApplication') return null
      const report = translateReport(data)
      if (!report) throw new OutsideError('garbage')
      return report
    },
    async query(dataset, idNumber, signal) {
      const { data } = await ask('POST', `v1/query/${encodeURIComponent(dataset)}`, { idNumber }, signal)
      return expect(z.record(z.string(), z.unknown()).nullable(), data ?? null)
    },
  }
}
