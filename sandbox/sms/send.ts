import { randomInt } from 'node:crypto'
import { isFields } from '../http/fields'
import type { Clock } from '../world/clock'
import { GatewayError } from './gateway-error'

export type Template = Readonly<{ templateCode: string; signName: string; content: string }>

export type Message = Readonly<{
  bizId: string
  appId: string
  mobile: string
  signName: string
  templateCode: string
  params: Readonly<Record<string, string>>
  text: string
  /** ISO instant, sandbox time. */
  sentAt: string
  outId?: string
}>

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How many messages of a kind one number may get with one signature, and what the platform calls the limit. */
const limits = {
  code: [
    { withinMs: minuteMs, most: 1, name: '分钟级' },
    { withinMs: hourMs, most: 5, name: '小时级' },
    { withinMs: dayMs, most: 10, name: '天级' },
  ],
  notice: [{ withinMs: dayMs, most: 50, name: '天级' }],
} as const

const mostNumbers = 1000
const mostKept = 20_000

const refuse = (code: string, message: string): never => {
  throw new GatewayError(200, code, message)
}

const isCode = (template: Template): boolean => template.content.includes('验证码')

const readParams = (value: string | null): Record<string, string> => {
  if (!value) return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(value)
  } catch {
    return refuse('isv.INVALID_JSON_PARAM', 'JSON参数不合法')
  }
  if (!isFields(parsed)) return refuse('isv.INVALID_JSON_PARAM', 'JSON参数不合法')
  return Object.fromEntries(Object.entries(parsed).map(([name, one]) => [name, String(one)]))
}

const fill = (content: string, params: Readonly<Record<string, string>>): string =>
  content.replace(/\$\{(\w+)\}/g, (_all, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    return value ?? refuse('isv.TEMPLATE_MISSING_PARAMETERS', `模板缺少变量：${name}`)
  })

/** Everything that was sent, in memory, and the deed of sending. */
export const createOutbox = (clock: Clock) => {
  const templates = new Map<string, Template>()
  let messages: Message[] = []

  const checkLimits = (appId: string, template: Template, mobile: string): void => {
    const kind = isCode(template) ? 'code' : 'notice'
    const nowMs = clock.nowMs()
    const earlier = messages.filter(
      one =>
        one.appId === appId &&
        one.mobile === mobile &&
        one.signName === template.signName &&
        (kind === 'code'
          ? isCode(templates.get(one.templateCode) ?? template)
          : one.templateCode === template.templateCode),
    )
    for (const { withinMs, most, name } of limits[kind]) {
      const recent = earlier.filter(one => Date.parse(one.sentAt) > nowMs - withinMs)
      if (recent.length >= most) refuse('isv.BUSINESS_LIMIT_CONTROL', `触发${name}流控Permits:${most}`)
    }
  }

  return {
    register: (template: Template): void => void templates.set(template.templateCode, template),
    /** Newest first. */
    list: (filter: { mobile?: string | null; appId?: string | null } = {}): Message[] =>
      messages
        .filter(
          one =>
            (!filter.mobile || one.mobile === filter.mobile) && (!filter.appId || one.appId === filter.appId),
        )
        .reverse(),
    forget(appId: string): void {
      messages = messages.filter(one => one.appId !== appId)
    },

    /** SendSms for one key. Throws GatewayError (HTTP 200, `isv.…`). Returns the BizId. */
    send(appId: string, params: URLSearchParams): string {
      const numbers = (params.get('PhoneNumbers') ?? '')
        .split(',')
        .map(one => one.trim().replace(/^\+?86(?=1\d{10}$)/, ''))
      if (numbers.length > mostNumbers) refuse('isv.MOBILE_COUNT_OVER_LIMIT', '手机号码数量超过限制')
      if (!numbers.every(one => /^1[3-9]\d{9}$/.test(one)))
        refuse('isv.MOBILE_NUMBER_ILLEGAL', '手机号码格式错误')
      const template =
        templates.get(params.get('TemplateCode') ?? '') ??
        refuse('isv.SMS_TEMPLATE_ILLEGAL', '短信模板不合法')
      const signName = params.get('SignName') ?? ''
      if (signName !== template.signName) refuse('isv.SMS_SIGNATURE_ILLEGAL', '短信签名不合法')
      const values = readParams(params.get('TemplateParam'))
      const text = `【${signName}】${fill(template.content, values)}`
      for (const mobile of numbers) checkLimits(appId, template, mobile)

      const bizId = `${Date.now()}${randomInt(1_000_000).toString().padStart(6, '0')}^0`
      const outId = params.get('OutId')
      for (const mobile of numbers) {
        messages.push({
          bizId,
          appId,
          mobile,
          signName,
          templateCode: template.templateCode,
          params: values,
          text,
          sentAt: new Date(clock.nowMs()).toISOString(),
          ...(outId ? { outId } : {}),
        })
      }
      if (messages.length > mostKept) messages = messages.slice(-mostKept)
      return bizId
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>
