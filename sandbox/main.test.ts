import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readSettings } from './settings'
import { call, freshApp, people, plain, type Json } from './test/kit'

test('the process says where everything is, knows its first application, and stops when asked', async () => {
  const app = freshApp()
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'main.ts')], {
    env: {
      ...process.env,
      SANDBOX_PORT: '0',
      SANDBOX_APP_ID: app.appId,
      SANDBOX_APP_SECRET: app.secret,
      SANDBOX_CALLBACK_BASE: 'http://127.0.0.1:9/api/departments',
      SANDBOX_SMS_KEY_ID: 'key',
      SANDBOX_SMS_KEY_SECRET: 'secret',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const ready = JSON.parse(line) as Record<string, string>
  expect(Object.keys(ready)).toEqual([
    'ready',
    'desk',
    'sms',
    'population',
    'medicalInsurance',
    'vehicle',
    'general',
  ])
  expect((await plain('GET', `${ready['desk']}/`)).text).toContain(app.appId)
  expect((await call(app, String(ready['population']), '/v1/verify', people.lin)).data).toEqual({
    result: '01',
  })
  const query = { idNumber: people.zhao.idNumber }
  expect((await call(app, String(ready['vehicle']), '/v1/query/vehicles', query)).code).toBe('0')
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})

test.each<[string, Json]>([
  ['SANDBOX_PORT', { SANDBOX_PORT: 'x' }],
  ['SANDBOX_APP_SECRET', { SANDBOX_APP_ID: 'a', SANDBOX_CALLBACK_BASE: 'http://127.0.0.1:1' }],
  ['BFF_CLOCK_SECRET', { BFF_CLOCK_URL: 'http://127.0.0.1:1/clock' }],
])('a start with half a setting is refused, naming %s', (name, env) => {
  expect(() => readSettings(env as Record<string, string>)).toThrow(name)
})

test('nothing set means port 8100 and no one registered', () => {
  expect(readSettings({})).toEqual({ port: 8100 })
})
