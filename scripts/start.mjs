// npm start: the whole of Tongban on this machine, with the fictional city 云汀市 around it.
import path from 'node:path'
import { buildClient } from './lib/build-client.mjs'
import { demoSecrets, sandboxEnv, serverEnv } from './lib/demo-settings.mjs'
import { ensureReady } from './lib/ensure-ready.mjs'
import { own } from './lib/owner.mjs'
import { Hindrance, inRoot, main } from './lib/places.mjs'
import { portFrom } from './lib/ports.mjs'
import { stopAsked } from './lib/stop-signals.mjs'
import { supervise } from './lib/supervise.mjs'
import { welcome } from './lib/welcome.mjs'

const folder = 'data/demo'
const log = name => inRoot(folder, 'logs', `${name}.log`)

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
  try {
    await buildClient('h5')
    console.log('… starting 正在启动')
    const sandbox = start(children, 'sandbox', sandboxEnv({ secrets, sandboxPort, port }))
    const urls = await orStopped(sandbox.ready, children, asked)
    if (!urls) return 0
    const server = start(children, 'server', serverEnv({ secrets, folder, port, urls }))
    const { url } = (await orStopped(server.ready, children, asked)) ?? {}
    if (!url) return 0
    console.log(welcome({ url, desk: urls.desk, folder }))
    await orStopped(new Promise(() => undefined), children, asked)
    console.log('… stopping 正在停止')
    return 0
  } finally {
    // Last started, first stopped: the server still needs the outside world while it drains.
    for (const child of [...children].reverse()) await child.stop()
    owner.release()
  }
})

function start(children, name, env) {
  const child = supervise({ name, args: ['--import', 'tsx', `${name}/main.ts`], env, logFile: log(name) })
  children.push(child)
  return child
}

/**
 * Waits for `wanted`; gives undefined when asked to stop before that.
 * @throws {Hindrance} as soon as a child ends by itself
 */
function orStopped(wanted, children, asked) {
  const fallen = children.map(child =>
    child.ended.then(how => {
      const where = path.relative(inRoot(), log(child.name))
      throw new Hindrance(
        `The ${child.name} ended by itself (${how}); its last lines (all of them in ${where}) 程序意外退出:\n${child.lastLines()}`,
      )
    }),
  )
  return Promise.race([asked.then(() => undefined), ...fallen, wanted])
}
