import { readProcessSettings, SettingsError } from '@config/server'
import { startServer } from './start-server'

/** Starts the server; SIGTERM and Ctrl-C drain it. Says `ready` as one JSON line for whoever started it. */
async function main(): Promise<void> {
  const server = await startServer(readProcessSettings())
  process.stdout.write(`${JSON.stringify({ ready: true, url: server.url })}\n`)
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    void server.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // Whoever started us is gone: nobody could stop us any more.
  process.once('disconnect', stop)
}

main().catch((error: unknown) => {
  const known = error instanceof SettingsError || error instanceof Error
  process.stderr.write(`${known ? error.message : String(error)}\n`)
  process.exit(1)
})
