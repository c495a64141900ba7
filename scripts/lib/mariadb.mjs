// A MariaDB (or MySQL) for tests: the one named, one that already runs here, or a private one that leaves no trace.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { Hindrance } from './places.mjs'
import { keepSaying, run } from './run.mjs'

const startMs = 60_000
const drainMs = 20_000

/**
 * @param {(() => Promise<void>)[]} cleanups takes what must be undone, as soon as there is something to undo
 * @returns {Promise<{ url: string, whose: string }>} url without a database name
 */
export async function findMariadb(cleanups) {
  const named = process.env.TEST_DATABASE_URL
  if (named) return { url: named, whose: 'named by TEST_DATABASE_URL' }
  const local = 'mysql://root@127.0.0.1:3306'
  if (await answers({ host: '127.0.0.1', port: 3306 })) return { url: local, whose: 'running here' }
  return startPrivate(cleanups)
}

async function startPrivate(cleanups) {
  const server = findTool('mariadbd') ?? (await installServer())
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tongban-mariadb-'))
  const at = name => path.join(folder, name)
  const data = `--datadir=${at('data')}`
  const user = `--user=${os.userInfo().username}`
  let child
  const stop = async () => {
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), drainMs)
      await ended
      clearTimeout(timer)
    }
    rmSync(folder, { recursive: true, force: true })
  }
  cleanups.push(stop)
  const prepared = await run(
    ['--no-defaults', user, data, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { command: findTool('mariadb-install-db') },
  )
  if (!prepared.ok) throw new Hindrance(`MariaDB could not prepare its folder:\n${prepared.output}`)
  const port = await freePort()
  const options = [
    ...['--no-defaults', user, data, `--socket=${at('socket')}`, `--port=${port}`, `--pid-file=${at('pid')}`],
    ...['--bind-address=127.0.0.1', '--skip-name-resolve', '--max-connections=200'],
    // Tests lose nothing in a power cut; without this every commit waits for the disk.
    ...['--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=128M', '--skip-log-bin'],
  ]
  child = spawn(server, options, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', text => (said = (said + text).slice(-4000)))
  const until = Date.now() + startMs
  while (!(await answers({ socketPath: at('socket') }))) {
    if (child.exitCode !== null || Date.now() > until) throw new Hindrance(`MariaDB did not start:\n${said}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return { url: `mysql://root@127.0.0.1:${port}`, whose: 'private' }
}

async function installServer() {
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !findTool('apt-get')) {
    throw new Hindrance(
      'No MariaDB here: install mariadb-server, or name a server in TEST_DATABASE_URL=mysql://user:password@host:port.',
    )
  }
  const stopSaying = keepSaying('installing mariadb-server')
  // Run level 1 keeps the package from starting a server of its own.
  const env = { RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' }
  const apt = async (...args) => run(['-q', ...args], { command: 'apt-get', env })
  await apt('update')
  const { ok, output } = await apt('install', '-y', '--no-install-recommends', 'mariadb-server')
  stopSaying()
  const found = findTool('mariadbd')
  if (!ok || !found) throw new Hindrance(`mariadb-server could not be installed:\n${output}`)
  return found
}

function findTool(name) {
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    '/usr/sbin',
    '/usr/bin',
    '/usr/local/bin',
  ]
  return folders.map(folder => path.join(folder, name)).find(file => existsSync(file))
}

/** Really logs in: a port that is merely open may belong to anybody. */
async function answers(place) {
  const mysql = createRequire(import.meta.url)('mysql2/promise')
  try {
    const connection = await mysql.createConnection({ user: 'root', connectTimeout: 2000, ...place })
    await connection.query('SELECT 1')
    await connection.end()
    return true
  } catch {
    return false
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
