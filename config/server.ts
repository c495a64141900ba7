import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65535)
const url = z.string().regex(/^https?:\/\/[^\s]+$/, 'must be an http(s) address')
const secret = z.string().min(16, 'must have at least 16 characters')
const filled = z.string().min(1)

/**
 * Every environment variable of the server with the sentence that explains it. `.env.example` and the
 * configuration page of the documentation are made from this table.
 */
export const variables = {
  MODE: {
    schema: z.enum(['sandbox', 'production']).default('sandbox'),
    says: 'sandbox = the outside world is the demo suite and time may be moved; production = real systems, no defaults for secrets',
    example: 'sandbox',
  },
  PLACE: {
    schema: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .default('demo'),
    says: 'which folder of config/places this deployment serves; one deployment serves one city',
    example: 'demo',
  },
  HOST: { schema: filled.default('127.0.0.1'), says: 'address to listen on', example: '127.0.0.1' },
  PORT: { schema: port.default(8080), says: 'port to listen on', example: '8080' },
  BASE_PATH: {
    schema: z
      .string()
      .regex(/^(\/[A-Za-z0-9._~-]+)*$/, 'must be empty or like /tongban, without a slash at the end')
      .default(''),
    says: 'path under which everything is served when a reverse proxy shares the host name',
    example: '',
  },
  PUBLIC_URL: {
    schema: url.default('http://127.0.0.1:8080'),
    says: 'address under which citizens reach this server, BASE_PATH included; used in messages, for departments and for the cookie (https = Secure)',
    example: 'http://127.0.0.1:8080',
  },
  TRUST_PROXY: {
    schema: z.coerce.number().int().min(0).max(5).default(0),
    says: 'number of reverse proxies in front whose X-Forwarded-For is believed; 0 = none',
    example: '0',
  },
  DATABASE_URL: {
    schema: z
      .string()
      .regex(/^(sqlite:.+|mysql:\/\/.+)$/, 'must be sqlite:PATH or mysql://user:password@host:port/name')
      .default('sqlite:data/demo/tongban.db'),
    says: 'sqlite:PATH (one process) or mysql://user:password@host:port/name (MySQL 8, MariaDB 10.6 or newer)',
    example: 'sqlite:data/demo/tongban.db',
  },
  UPLOADS_DIR: {
    schema: filled.default('data/demo/uploads'),
    says: 'folder for uploaded materials (encrypted), outside the web root',
    example: 'data/demo/uploads',
  },
  AUDIT_ANCHOR_FILE: {
    schema: filled.default('data/demo/audit-anchors.log'),
    says: 'append-only file outside the database in which the heads of the audit chains are anchored',
    example: 'data/demo/audit-anchors.log',
  },
  VAULT_KEYS: {
    schema: z
      .string()
      .regex(
        /^[a-z0-9]+:[A-Za-z0-9+/=]{43,44}(,[a-z0-9]+:[A-Za-z0-9+/=]{43,44})*$/,
        'must be id:base64 of 32 bytes, several separated by commas, the current one first',
      ),
    says: 'keys for personal data, id:base64 of 32 random bytes; current first, older ones kept for reading',
    example: '',
  },
  CRYPTO_PROFILE: {
    schema: z.enum(['aes', 'sm']).default('aes'),
    says: 'aes = AES-256-GCM; sm = SM4-CTR with HMAC-SM3',
    example: 'aes',
  },
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    says: 'how much is logged; logs never hold personal data at any level',
    example: 'info',
  },
  SMS_ENDPOINT: {
    schema: url,
    says: 'SMS gateway (Alibaba Cloud Dysmsapi or compatible)',
    example: 'http://127.0.0.1:8101',
  },
  SMS_KEY_ID: { schema: filled, says: 'access key id at the SMS gateway', example: '' },
  SMS_KEY_SECRET: { schema: secret, says: 'access key secret at the SMS gateway', example: '' },
  SMS_SIGN_NAME: { schema: filled, says: 'signature shown in front of every SMS', example: '云汀政务' },
  POPULATION_URL: { schema: url, says: 'population register', example: 'http://127.0.0.1:8102' },
  MEDICAL_INSURANCE_URL: {
    schema: url,
    says: 'medical-insurance department',
    example: 'http://127.0.0.1:8103',
  },
  VEHICLE_URL: { schema: url, says: 'vehicle department', example: 'http://127.0.0.1:8104' },
  GENERAL_DEPARTMENTS_URL: {
    schema: url,
    says: 'server that connects the remaining departments under /d/<department>',
    example: 'http://127.0.0.1:8105',
  },
  DEPARTMENT_APP_ID: {
    schema: filled,
    says: 'our application id at the register and the departments',
    example: 'tongban',
  },
  DEPARTMENT_APP_SECRET: {
    schema: secret,
    says: 'shared secret that signs calls in both directions',
    example: '',
  },
  METRICS_TOKEN: {
    schema: z.string().default(''),
    says: 'bearer token for /metrics; empty = /metrics answers only this very machine',
    example: '',
  },
  SANDBOX_CLOCK_SECRET: {
    schema: z.string().default(''),
    says: 'sandbox mode only: secret with which the phone page moves time; empty = time cannot be moved',
    example: '',
  },
  CRASH_AT: {
    schema: z.string().default(''),
    says: 'sandbox mode only: name of a crash point at which the process kills itself (used by the crash tests)',
    example: '',
  },
} as const

type Variables = typeof variables
export type Settings = { readonly [Name in keyof Variables]: z.output<Variables[Name]['schema']> }

/** Values that may never reach production. */
const giveaways = /^(changeme|secret|password|demo|test|example|sandbox)/i

/**
 * Reads and checks all settings at once.
 * @throws SettingsError naming every mistake, never a value.
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const mistakes: string[] = []
  const settings: Record<string, unknown> = {}
  for (const [name, variable] of Object.entries(variables)) {
    const given = env[name]
    const parsed = variable.schema.safeParse(given === '' ? undefined : given)
    if (parsed.success) settings[name] = parsed.data
    else
      mistakes.push(
        given === undefined || given === ''
          ? `${name} is missing: ${variable.says}`
          : `${name} ${parsed.error.issues[0]?.message ?? 'is wrong'}: ${variable.says}`,
      )
  }
  if (settings.MODE === 'production') {
    for (const name of ['SMS_KEY_SECRET', 'DEPARTMENT_APP_SECRET'] as const) {
      if (giveaways.test(String(settings[name] ?? '')))
        mistakes.push(`${name} is a default value: production refuses it`)
    }
    if (settings.SANDBOX_CLOCK_SECRET)
      mistakes.push('SANDBOX_CLOCK_SECRET must be empty in production: time is not moved there')
    if (settings.CRASH_AT) mistakes.push('CRASH_AT must be empty in production')
    if (!String(settings.PUBLIC_URL ?? '').startsWith('https://'))
      mistakes.push('PUBLIC_URL must begin with https:// in production')
    if (/A{40}/.test(String(settings.VAULT_KEYS ?? '')))
      mistakes.push('VAULT_KEYS is a default value: production refuses it')
  }
  if (mistakes.length > 0) throw new SettingsError(mistakes)
  return settings as unknown as Settings
}

/** The process's own settings; the one place that looks at the environment. */
export const readProcessSettings = (): Settings => readSettings(process.env)

export class SettingsError extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(
      `The settings need ${mistakes.length === 1 ? 'one correction' : `${mistakes.length} corrections`}:\n  ${mistakes.join('\n  ')}`,
    )
    this.name = 'SettingsError'
  }
}

/** The text of `.env.example`; a test keeps the file in step. */
export const renderEnvExample = (): string =>
  `${Object.entries(variables)
    .map(([name, variable]) => `# ${variable.says}\n${name}=${variable.example}`)
    .join('\n\n')}\n`
