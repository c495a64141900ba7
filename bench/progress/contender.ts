import { fork, type ChildProcess } from 'node:child_process'
import { Agent, request } from 'node:http'
import path from 'node:path'
import type { KnownCase } from './prepare-cases'

const connections = 16

/** One server in a process of its own, asked for progress over connections that stay open. */
export interface Contender {
  /** One try for each of these cases. @returns CPU of the server per request in µs, requests per second of wall time */
  ask(cases: readonly KnownCase[]): Promise<{ cpuUs: number; perSecond: number }>
  stop(): Promise<void>
}

export async function startContender(script: string, env: Record<string, string>): Promise<Contender> {
  const child = fork(path.join(__dirname, script), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const { url } = await hear<{ url: string }>(child)
  const address = new URL('api/progress', url)
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const cpuUs = async (): Promise<number> => {
    child.send('cpu')
    return (await hear<{ cpuUs: number }>(child)).cpuUs
  }
  return {
    async ask(cases) {
      let next = 0
      const connection = async (): Promise<void> => {
        for (let known = cases[next++]; known; known = cases[next++]) await post(address, agent, known)
      }
      const before = await cpuUs()
      const from = performance.now()
      await Promise.all(Array.from({ length: connections }, connection))
      const wallMs = performance.now() - from
      const used = (await cpuUs()) - before
      return { cpuUs: used / cases.length, perSecond: (cases.length / wallMs) * 1000 }
    },
    async stop() {
      agent.destroy()
      child.kill('SIGKILL')
      await ended
    },
  }
}

const hear = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error('a server of the bench ended'))
    child.once('exit', gone)
    child.once('message', message => {
      child.off('exit', gone)
      resolve(message as T)
    })
  })

let asked = 0

/** Every request comes from an address of its own, as behind a proxy: nobody's limit is reached. */
function post(address: URL, agent: Agent, known: KnownCase): Promise<void> {
  const body = JSON.stringify(known)
  asked += 1
  const from = `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`
  return new Promise((resolve, reject) => {
    const sent = request(address, {
      method: 'POST',
      agent,
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': body.length,
        'X-Forwarded-For': from,
      },
    })
    sent.once('error', reject)
    sent.once('response', response => {
      response.once('error', reject)
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
      )
      response.resume()
    })
    sent.end(body)
  })
}
