/**
 * The one table of everything that can go wrong for the person in front of a screen: code → HTTP status and the
 * sentence shown. A sentence says what happened and what to do next; it never carries personal data.
 */
export const problems = {
  INPUT_INVALID: [400, '有内容填写不符合要求，请按提示修改后重试。'],
  IDEMPOTENCY_KEY_MISSING: [400, '这次操作缺少防重复标识，请刷新页面后重试。'],
  NOT_SIGNED_IN: [401, '请先登录，再继续办理。'],
  LEVEL_TOO_LOW: [403, '这一步需要先完成实名核验。'],
  CSRF_REFUSED: [403, '页面已过期，请刷新后重试。'],
  NOT_ALLOWED: [403, '您没有权限进行这项操作。'],
  NOT_FOUND: [404, '没有找到您要的内容。'],
  ITEM_NOT_FOUND: [404, '没有找到这个事项，可能已下线。请返回首页重新查找。'],
  CASE_NOT_FOUND: [404, '没有找到这个办件。请核对办件编号。'],
  PROGRESS_NOT_FOUND: [404, '没有查到。请核对办件编号和证件号码后四位。'],
  METHOD_NOT_ALLOWED: [405, '不支持这种请求方式。'],
  IDEMPOTENCY_KEY_REUSED: [409, '这次操作与之前的内容不一致，请刷新页面后重新提交。'],
  DRAFT_CHANGED: [409, '这份申请在别处修改过，请核对最新内容后再提交。'],
  CASE_MOVED_ON: [409, '办件状态刚刚发生变化，请刷新后查看。'],
  COMMAND_NOT_POSSIBLE: [409, '办件当前的状态不能进行这项操作。'],
  FORM_INCOMPLETE: [422, '还有内容需要补充或修改，请按提示逐项完成。'],
  RULE_REFUSED: [422, '按照现行规定，目前不能受理。请查看说明。'],
  IDENTITY_NOT_CONFIRMED: [422, '姓名与身份证号码未能通过核验，请核对后重试。'],
  CODE_WRONG: [422, '验证码不正确或已失效，请核对或重新获取。'],
  FILE_REFUSED: [422, '这个文件不能使用，请按提示更换。'],
  FILE_TOO_LARGE: [413, '文件太大，请压缩或重新拍摄后上传。'],
  BODY_TOO_LARGE: [413, '提交的内容太大。'],
  TYPE_NOT_SUPPORTED: [415, '不支持这种内容格式。'],
  TOO_MANY_TRIES: [429, '尝试次数过多，请稍后再试。'],
  SIGNATURE_REFUSED: [401, '签名校验未通过。'],
  UNEXPECTED: [500, '系统出了点问题，我们已记录。请稍后重试，或凭追踪号拨打 12345。'],
  SOURCE_UNAVAILABLE: [503, '对方系统暂时没有响应，您填写的内容都已保留，请稍后重试。'],
  BUSY: [503, '当前办理人数较多，请稍后重试。'],
  OFFLINE: [0, '网络不通，请检查网络后重试。您填写的内容都还在。'],
  OUTCOME_UNKNOWN: [0, '正在确认办理结果，请稍候，不需要重复提交。'],
} as const satisfies Record<string, readonly [status: number, message: string]>

export type ProblemCode = keyof typeof problems

/** What is wrong with one field: `path` is the field's key (dots for nesting), `message` names the mend. */
export interface FieldProblem {
  path: string
  message: string
}

/** The body of every refusal. */
export interface ProblemBody {
  code: ProblemCode
  message: string
  requestId: string
  fields?: FieldProblem[]
  retryAfterS?: number
}

export interface ProblemDetail {
  /** Field by field: what is wrong and how to mend it. */
  fields?: FieldProblem[]
  /** A more exact sentence than the table's; must not carry personal data. */
  message?: string
  /** Seconds until another try makes sense. */
  retryAfterS?: number
  cause?: unknown
}

/** The only error that reaches a person. Throw it anywhere; one middleware and one client function know it. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly fields: FieldProblem[] | undefined
  readonly retryAfterS: number | undefined

  constructor(code: ProblemCode, detail: ProblemDetail = {}) {
    super(
      detail.message ?? problems[code][1],
      detail.cause === undefined ? undefined : { cause: detail.cause },
    )
    this.name = 'Problem'
    this.code = code
    this.status = problems[code][0]
    this.fields = detail.fields
    this.retryAfterS = detail.retryAfterS
  }
}

export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.prototype.hasOwnProperty.call(problems, code)
