import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Settings } from '@config/server'

export interface ChildServer {
  /** How it ended: the signal that killed it, or its exit code. */
  ended: Promise<string | number | null>
  stop(): Promise<void>
}

/** The server in a process of its own, so that it can be killed. Resolves when it is ready, or has ended before. */
export async function startChildServer(settings: Settings): Promise<ChildServer> {
  const env = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]))
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: { ...process.env, ...env, LOG_LEVEL: 'silent' },
    // With a channel, the server notices when the test is gone and ends.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = new Promise<string | number | null>(resolve => {
    child.once('exit', (code, signal) => resolve(signal ?? code))
  })
  const { stdout } = child
  if (!stdout) throw new Error('the server has no output')
  const ready = new Promise<void>(resolve => {
    createInterface(stdout).on('line', line => line.includes('"ready":true') && resolve())
  })
  await Promise.race([ready, ended])
  return {
    ended,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
