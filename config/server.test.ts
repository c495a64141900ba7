import { readFileSync } from 'node:fs'
import { readSettings, renderEnvExample, SettingsError, variables } from './server'

const complete = {
  VAULT_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  SMS_ENDPOINT: 'https://sms.example.test',
  SMS_KEY_ID: 'id',
  SMS_KEY_SECRET: 'a-long-enough-secret-1',
  SMS_SIGN_NAME: '云汀政务',
  POPULATION_URL: 'https://population.example.test',
  MEDICAL_INSURANCE_URL: 'https://medical.example.test',
  VEHICLE_URL: 'https://vehicle.example.test',
  GENERAL_DEPARTMENTS_URL: 'https://general.example.test',
  DEPARTMENT_APP_ID: 'tongban',
  DEPARTMENT_APP_SECRET: 'a-long-enough-secret-2',
}
const mistakesOf = (env: Record<string, string>): readonly string[] => {
  try {
    readSettings(env)
    return []
  } catch (error) {
    if (error instanceof SettingsError) return error.mistakes
    throw error
  }
}

test('complete settings are read, with defaults for the rest', () => {
  expect(readSettings(complete)).toMatchObject({ PORT: 8080, PLACE: 'demo', MODE: 'sandbox', BASE_PATH: '' })
})

test('all mistakes are told at once, each with what the variable is for and never with its value', () => {
  const mistakes = mistakesOf({
    ...complete,
    PORT: 'eighty',
    DATABASE_URL: 'postgres://secret@x',
    SMS_KEY_ID: '',
    BASE_PATH: 'x/',
  })
  expect(mistakes).toHaveLength(4)
  expect(mistakes.join()).not.toContain('postgres')
  for (const name of ['PORT', 'DATABASE_URL', 'SMS_KEY_ID', 'BASE_PATH']) {
    expect(mistakes.find(mistake => mistake.startsWith(name))).toContain(
      variables[name as keyof typeof variables].says,
    )
  }
})

test('production refuses default secrets, http, and a clock that can be moved', () => {
  const mistakes = mistakesOf({
    ...complete,
    MODE: 'production',
    SMS_KEY_SECRET: 'changeme-changeme-changeme',
    SANDBOX_CLOCK_SECRET: 'x',
    CRASH_AT: 'submitCase:committed',
  })
  expect(mistakes.map(mistake => mistake.split(' ')[0]).sort()).toEqual(
    ['CRASH_AT', 'PUBLIC_URL', 'SANDBOX_CLOCK_SECRET', 'SMS_KEY_SECRET'].sort(),
  )
})

test('.env.example names every variable with its sentence', () => {
  expect(readFileSync('.env.example', 'utf8')).toBe(renderEnvExample())
})
