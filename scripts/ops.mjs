// npm run ops -- COMMAND: operator commands. Without DATABASE_URL they work on the demo city.
import { spawn } from 'node:child_process'
import { demoSecrets, serverEnv } from './lib/demo-settings.mjs'
import { ensureReady } from './lib/ensure-ready.mjs'
import { inRoot, main } from './lib/places.mjs'

const folder = 'data/demo'
const nowhere = 'http://127.0.0.1:9'

await main(async () => {
  await ensureReady()
  const urls = {
    sms: nowhere,
    population: nowhere,
    medicalInsurance: nowhere,
    vehicle: nowhere,
    general: nowhere,
  }
  const demo = process.env.DATABASE_URL
    ? {}
    : serverEnv({ secrets: demoSecrets(folder), folder, port: 8080, urls })
  const args = ['--import', 'tsx', inRoot('server', 'ops', 'main.ts'), ...process.argv.slice(2)]
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...demo } })
  return new Promise(resolve => child.on('exit', code => resolve(code ?? 1)))
})
