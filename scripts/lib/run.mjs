// Runs one Node program and waits for it: its output either shown as it comes or kept for the case that it fails.
import { spawn } from 'node:child_process'
import { root } from './places.mjs'

/**
 * @param {string[]} args arguments after `node`
 * @param {{ env?: Record<string, string | undefined>, show?: boolean | 'stderr', cwd?: string, command?: string }} [options]
 *   `show`: false keeps everything, true shows everything, 'stderr' shows only the standard error
 * @returns {Promise<{ ok: boolean, output: string, seconds: number }>}
 */
export function run(args, { env = {}, show = false, cwd = root, command = process.execPath } = {}) {
  const startedAt = Date.now()
  const stdio = ['ignore', show === true ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe']
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd, stdio, env: { ...process.env, ...env }, windowsHide: true })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', text => (output += text))
    }
    const finish = (ok, more = '') =>
      resolve({ ok, output: output + more, seconds: (Date.now() - startedAt) / 1000 })
    child.once('error', error => finish(false, String(error)))
    child.once('close', code => finish(code === 0))
  })
}

/** Says every ten seconds that a long step is still going; call the result when it is over. */
export function keepSaying(what) {
  const startedAt = Date.now()
  console.log(`… ${what}`)
  const timer = setInterval(() => {
    console.log(`… ${what}: ${Math.round((Date.now() - startedAt) / 1000)} s`)
  }, 10_000)
  return () => clearInterval(timer)
}
