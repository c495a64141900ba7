// npm run dev: everything in watch mode; a saved file shows at once. Keeps its data apart from the demo's.
import { demoSecrets, sandboxEnv, serverEnv } from './lib/demo-settings.mjs'
import { ensureReady } from './lib/ensure-ready.mjs'
import { own } from './lib/owner.mjs'
import { inRoot, main } from './lib/places.mjs'
import { portFrom } from './lib/ports.mjs'
import { stopAsked } from './lib/stop-signals.mjs'
import { supervise } from './lib/supervise.mjs'
import { welcome } from './lib/welcome.mjs'

const folder = 'data/dev'

await main(async () => {
  await ensureReady()
  const port = await portFrom('PORT', 8080)
  const sandboxPort = await portFrom('SANDBOX_PORT', 8100, 6)
  const secrets = demoSecrets(folder)
  const owner = own(folder)
  const children = []
  const asked = stopAsked(() => {
    for (const child of children) child.kill()
    owner.release()
    process.exit(130)
  })
  const start = (name, args, env) => {
    const child = supervise({ name, args, env, show: true })
    children.push(child)
    return child
  }
  try {
    const sandbox = start(
      'sandbox',
      ['--import', 'tsx', 'sandbox/main.ts'],
      sandboxEnv({ secrets, sandboxPort, port }),
    )
    const urls = await Promise.race([
      sandbox.ready,
      sandbox.ended.then(() => undefined),
      asked.then(() => undefined),
    ])
    if (!urls) return 1
    const env = serverEnv({ secrets, folder, port, urls })
    // A watched server that falls is not the end: it comes back with the next saved file.
    const server = start('server ', ['--watch', '--import', 'tsx', 'server/main.ts'], env)
    const taro = [inRoot('node_modules', '@tarojs', 'cli', 'bin', 'taro'), 'build', '--type', 'h5', '--watch']
    start('client ', taro, { NODE_ENV: 'development', SERVER_URL: `http://127.0.0.1:${port}` })
    void server.ready.then(({ url }) => console.log(welcome({ url, desk: urls.desk, folder })))
    await Promise.race([asked, sandbox.ended])
    return 0
  } finally {
    for (const child of [...children].reverse()) await child.stop()
    owner.release()
  }
})
