import * as z from 'zod/mini'
import { anyone, endpoint, personAt } from '../endpoint'

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))

export const Session = z.object({
  /** 0 nobody, 1 phone, 2 real name. */
  level: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  maskedMobile: z.nullable(z.string()),
  maskedName: z.nullable(z.string()),
  /** Send it back in `X-CSRF-Token` with every write. Null while nobody is signed in. */
  csrfToken: z.nullable(z.string()),
})
export type Session = z.infer<typeof Session>

export const readSession = endpoint({
  name: 'readSession',
  summary: '当前登录状态',
  method: 'GET',
  path: '/api/session',
  kind: 'json',
  access: anyone,
  effect: 'reads',
  input: z.strictObject({}),
  output: Session,
})

export const requestCode = endpoint({
  name: 'requestCode',
  summary: '发送短信验证码（同一手机号 30 秒一次、每小时 5 次、每天 10 次）',
  method: 'POST',
  path: '/api/sign-in/codes',
  kind: 'json',
  access: anyone,
  effect: 'writes',
  input: z.strictObject({ mobile: text(20) }),
  output: z.object({ resendAfterS: z.number(), validForS: z.number() }),
})

export const signIn = endpoint({
  name: 'signIn',
  summary: '用手机号和短信验证码登录（L1）',
  method: 'POST',
  path: '/api/sign-in',
  kind: 'json',
  access: anyone,
  effect: 'writes',
  input: z.strictObject({ mobile: text(20), code: text(10) }),
  output: Session,
})

export const verifyIdentity = endpoint({
  name: 'verifyIdentity',
  summary: '姓名与身份证号码经人口库核验（L2）',
  method: 'POST',
  path: '/api/identity/verification',
  kind: 'json',
  access: personAt(1),
  effect: 'writes',
  input: z.strictObject({ name: text(60), idNumber: text(30) }),
  output: Session,
})

export const signOut = endpoint({
  name: 'signOut',
  summary: '退出登录',
  method: 'POST',
  path: '/api/sign-out',
  kind: 'json',
  access: anyone,
  effect: 'writes',
  input: z.strictObject({}),
  output: z.object({ signedOut: z.boolean() }),
})

export const identityEndpoints = [readSession, requestCode, signIn, verifyIdentity, signOut] as const
