import { startSandbox } from './index'
import { readSettings } from './settings'

/** Starts the sandbox, says in one line where everything is, and stops when asked or when its parent goes away. */
const main = async (): Promise<void> => {
  const sandbox = await startSandbox(readSettings(process.env))
  const stop = (): void => {
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.once('disconnect', stop)
  process.stdout.write(`${JSON.stringify({ ready: true, ...sandbox.urls })}\n`)
}

main().catch((cause: unknown) => {
  process.stderr.write(`沙箱没有启动：${cause instanceof Error ? cause.message : String(cause)}\n`)
  process.exit(1)
})
