import * as z from 'zod/mini'
import { endpoint } from '../endpoint'

/** What departments call. Their codes are translated in the gateway; here only the envelope is fixed. */
const provider = { is: 'provider', system: 'department' } as const

export const departmentCallback = endpoint({
  name: 'departmentCallback',
  summary: '部门回告办理状态（Department Connect v1，签名调用）',
  method: 'POST',
  path: '/api/departments/:department/callback',
  kind: 'raw',
  access: provider,
  effect: 'writes',
  input: z.looseObject({
    department: z.string(),
    eventNo: z.string().check(z.minLength(1), z.maxLength(64)),
    businessNo: z.string().check(z.minLength(1), z.maxLength(64)),
    receiptNo: z.optional(z.string().check(z.maxLength(64))),
    status: z.string().check(z.maxLength(8)),
    occurredAt: z.string(),
    opinion: z.optional(z.string().check(z.maxLength(2000))),
    articles: z.optional(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(20))),
    corrections: z.optional(
      z
        .array(
          z.object({
            field: z.string().check(z.maxLength(64)),
            message: z.string().check(z.minLength(1), z.maxLength(500)),
          }),
        )
        .check(z.maxLength(50)),
    ),
    officer: z.optional(z.string().check(z.maxLength(40))),
  }),
  output: z.object({ code: z.string(), message: z.string() }),
})

export const departmentMaterial = endpoint({
  name: 'departmentMaterial',
  summary: '部门取走办件材料（签名调用，仅限该部门经办的办件）',
  method: 'GET',
  path: '/api/departments/:department/materials/:id',
  kind: 'file',
  access: provider,
  effect: 'reads',
  input: z.strictObject({ department: z.string(), id: z.string().check(z.regex(/^[0-9a-f]{32}$/)) }),
  output: z.unknown(),
})

/** Exists only in sandbox mode: the phone page moves time for the whole suite. */
export const moveClock = endpoint({
  name: 'moveClock',
  summary: '演示环境：移动时间，并办理到期的任务',
  method: 'POST',
  path: '/api/sandbox/clock',
  kind: 'json',
  access: { is: 'provider', system: 'clock' },
  effect: 'writes',
  input: z.strictObject({ offsetMs: z.int() }),
  output: z.object({ now: z.string() }),
})

export const departmentEndpoints = [departmentCallback, departmentMaterial, moveClock] as const
