import { json, type Reply } from './serve'

export type RefusalCode = '4001' | '4010' | '4040' | '4050' | '4091'

const httpStatus: Record<RefusalCode, number> = {
  '4001': 400,
  '4010': 401,
  '4040': 404,
  '4050': 405,
  '4091': 409,
}

/** A request that is answered with a code instead of a result. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message)
  }
}

/** The envelope of every successful answer. */
export const succeed = (data?: unknown): Reply =>
  json(200, data === undefined ? { code: '0', message: '成功' } : { code: '0', message: '成功', data })

/** Business answers are HTTP 200 with a code in the body; only a bad signature has an HTTP status of its own. */
export const refuseBusiness = ({ code, message }: Refusal): Reply =>
  json(code === '4010' ? 401 : 200, { code, message })

/** Answers of the sandbox's own switches: the HTTP status says the same as the code. */
export const refuseAdmin = ({ code, message }: Refusal): Reply => json(httpStatus[code], { code, message })
