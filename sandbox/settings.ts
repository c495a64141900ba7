import type { SandboxOptions } from './index'

type Env = Readonly<Record<string, string | undefined>>

const usualPort = 8100
const highestFirstPort = 65_530

/** All of them or none: half a registration is a mistake worth stopping for. */
const together = (env: Env, names: readonly string[]): string[] | undefined => {
  const values = names.map(name => env[name] ?? '')
  if (values.every(value => value === '')) return undefined
  const missing = names.filter(name => !env[name])
  if (missing.length > 0) throw new Error(`${names.join('、')} 要一起给出，缺少：${missing.join('、')}`)
  return values
}

/** Reads the environment once. Throws an Error with a sentence when a value is wrong. */
export const readSettings = (env: Env): SandboxOptions => {
  const port = Number(env['SANDBOX_PORT'] ?? usualPort)
  if (!Number.isInteger(port) || port < 0 || port > highestFirstPort)
    throw new Error('SANDBOX_PORT 应为 0 到 65530 的整数')
  const [url = '', clockSecret = ''] = together(env, ['BFF_CLOCK_URL', 'BFF_CLOCK_SECRET']) ?? []
  const [appId = '', secret = '', callbackBase = ''] =
    together(env, ['SANDBOX_APP_ID', 'SANDBOX_APP_SECRET', 'SANDBOX_CALLBACK_BASE']) ?? []
  const [keyId = '', keySecret = ''] = together(env, ['SANDBOX_SMS_KEY_ID', 'SANDBOX_SMS_KEY_SECRET']) ?? []
  return {
    port,
    ...(url && { bffClock: { url, secret: clockSecret } }),
    ...(appId && { firstApp: { appId, secret, callbackBase } }),
    ...(keyId && { firstSmsKey: { keyId, keySecret } }),
  }
}
