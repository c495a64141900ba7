// A long-running child: its output goes to a log file, its first JSON line with "ready" tells that it is up.
import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './places.mjs'

const drainMs = 10_000
const keptLines = 20
const onWindows = process.platform === 'win32'

/**
 * @param {{ name: string, args: string[], env?: object, logFile?: string, show?: boolean }} options
 *   `show` prints every line with the child's name in front; `logFile` keeps them
 * @returns {{ name: string, ready: Promise<object>, ended: Promise<string>, lastLines: () => string, stop: () => Promise<void>, kill: () => void }}
 *   `ready` gives the announced JSON; `ended` tells how it ended. Neither rejects: race them.
 */
export function supervise({ name, args, env = {}, logFile, show = false }) {
  if (logFile) mkdirSync(path.dirname(logFile), { recursive: true })
  const log = logFile ? createWriteStream(logFile, { flags: 'a' }) : undefined
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // In a process group of its own, so that Ctrl-C reaches it through us, once and in order. The channel
    // closes with us, which tells it to stop when we are killed.
    detached: !onWindows,
    windowsHide: true,
  })
  const kept = []
  let announce
  const announced = new Promise(resolve => (announce = resolve))
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      log?.write(`${new Date().toISOString()} ${line}\n`)
      if (show) console.log(`${name} │ ${line}`)
      kept.push(line)
      if (kept.length > keptLines) kept.shift()
      const said = readyLine(line)
      if (said) announce(said)
    })
  }
  let isOver = false
  const ended = new Promise(resolve => {
    const over = how => {
      isOver = true
      log?.end()
      resolve(how)
    }
    child.once('error', error => over(String(error)))
    child.once('close', (code, signal) => over(signal ? `signal ${signal}` : `code ${code}`))
  })
  const kill = () => {
    if (isOver) return
    try {
      // The whole group: a watched child has children of its own.
      if (onWindows) child.kill('SIGKILL')
      else process.kill(-child.pid, 'SIGKILL')
    } catch {
      child.kill('SIGKILL')
    }
  }
  const stop = async () => {
    if (isOver) return
    // Windows knows no polite signal: there the closing channel is the request.
    if (onWindows && child.connected) child.disconnect()
    else child.kill('SIGTERM')
    const timer = setTimeout(kill, drainMs)
    await ended
    clearTimeout(timer)
  }
  return { name, ready: announced, ended, lastLines: () => kept.join('\n'), stop, kill }
}

function readyLine(line) {
  if (!line.startsWith('{') || !line.includes('"ready"')) return undefined
  try {
    const said = JSON.parse(line)
    return said.ready === true ? said : undefined
  } catch {
    return undefined
  }
}
