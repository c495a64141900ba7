// The demo city's own settings: made at the first start, kept in its data folder, handed over by environment.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Hindrance, inRoot } from './places.mjs'

/** Where the server listens to the sandbox: shared/departments/contract.ts. */
const clockPath = '/api/sandbox/clock'
const departmentsPath = '/api/departments'

/** @returns secrets of this demo alone; written once with access for the owner only */
export function demoSecrets(folder) {
  const file = inRoot(folder, 'secrets.json')
  try {
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
    mkdirSync(path.dirname(file), { recursive: true })
    const token = bytes => randomBytes(bytes).toString('base64url')
    const secrets = {
      vaultKey: randomBytes(32).toString('base64'),
      clockSecret: token(32),
      smsKeyId: `TB${token(12)}`,
      smsKeySecret: token(32),
      departmentAppId: `tongban-${randomBytes(4).toString('hex')}`,
      departmentAppSecret: token(32),
    }
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    return secrets
  } catch (cause) {
    if (cause instanceof SyntaxError) {
      throw new Hindrance(
        `${file} is damaged: run npm run demo:reset and start again. 演示数据已损坏，请重置。`,
      )
    }
    throw new Hindrance(`${path.dirname(file)} cannot be written to (${cause.code}). 文件夹不可写。`)
  }
}

/** Environment of the sandbox: where to call us back, and the keys by which it knows us. */
export function sandboxEnv({ secrets, sandboxPort, port }) {
  const server = `http://127.0.0.1:${port}${process.env.BASE_PATH ?? ''}`
  return {
    SANDBOX_PORT: String(sandboxPort),
    BFF_CLOCK_URL: `${server}${clockPath}`,
    BFF_CLOCK_SECRET: secrets.clockSecret,
    SANDBOX_APP_ID: secrets.departmentAppId,
    SANDBOX_APP_SECRET: secrets.departmentAppSecret,
    SANDBOX_CALLBACK_BASE: `${server}${departmentsPath}`,
    SANDBOX_SMS_KEY_ID: secrets.smsKeyId,
    SANDBOX_SMS_KEY_SECRET: secrets.smsKeySecret,
  }
}

/** Environment of the server; `urls` is what the sandbox announced. A variable set by hand wins. */
export function serverEnv({ secrets, folder, port, urls }) {
  const ours = {
    MODE: 'sandbox',
    PLACE: 'demo',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}${process.env.BASE_PATH ?? ''}`,
    DATABASE_URL: `sqlite:${folder}/tongban.db`,
    UPLOADS_DIR: `${folder}/uploads`,
    AUDIT_ANCHOR_FILE: `${folder}/audit-anchors.log`,
    VAULT_KEYS: `k1:${secrets.vaultKey}`,
    SANDBOX_CLOCK_SECRET: secrets.clockSecret,
    SMS_ENDPOINT: urls.sms,
    SMS_KEY_ID: secrets.smsKeyId,
    SMS_KEY_SECRET: secrets.smsKeySecret,
    SMS_SIGN_NAME: '云汀政务',
    POPULATION_URL: urls.population,
    MEDICAL_INSURANCE_URL: urls.medicalInsurance,
    VEHICLE_URL: urls.vehicle,
    GENERAL_DEPARTMENTS_URL: urls.general,
    DEPARTMENT_APP_ID: secrets.departmentAppId,
    DEPARTMENT_APP_SECRET: secrets.departmentAppSecret,
  }
  const byHand = [
    'HOST',
    'PUBLIC_URL',
    'DATABASE_URL',
    'LOG_LEVEL',
    'BASE_PATH',
    'TRUST_PROXY',
    'CRYPTO_PROFILE',
  ]
  for (const name of byHand) if (process.env[name]) ours[name] = process.env[name]
  return ours
}
