import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import nodePath from 'node:path'
import { auditMigrations } from '../audit'
import { openDatabase } from '../database'
import { createTestDatabase } from '../test/database'
import { allJobCrashPoints, enqueue, jobMigrations } from '.'
import { effectMigrations } from './test/crash-kinds'

const migrations = [...jobMigrations, ...effectMigrations, ...auditMigrations]
const child = nodePath.join(__dirname, 'test', 'crash-child.ts')

/** The outside: does each key once, and counts how often it was asked. */
const asked = new Map<string, number>()
let outside: Server
let outsideUrl: string
beforeAll(async () => {
  outside = createServer((request, response) => {
    const key = String(request.headers['idempotency-key'])
    asked.set(key, (asked.get(key) ?? 0) + 1)
    request
      .resume()
      .on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'))
  })
  await new Promise<void>(resolve => outside.listen(0, '127.0.0.1', resolve))
  outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`
})
afterAll(() => new Promise(resolve => outside.close(resolve)))
beforeEach(() => asked.clear())

/** @returns the signal that ended the process, or its exit code */
const runChild = (databaseUrl: string, ...crashAt: string[]) =>
  new Promise<string | number | null>((resolve, reject) => {
    const run = spawn(process.execPath, ['--import', 'tsx', child, databaseUrl, outsideUrl, ...crashAt], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    run.on('error', reject)
    run.on('exit', (code, signal) => resolve(signal ?? code))
  })

const kindNames = [{ kind: 'order' }, { kind: 'deliver' }]
const keys = ['1', '2', '3']
const allKeys = [...keys, ...keys.map(key => `deliver:${key}`)].sort()

/** Jobs written and the database closed: a SQLite file belongs to one process at a time. */
const prepare = async () => {
  const { database, url, dispose } = await createTestDatabase(migrations)
  await database.transaction(tx =>
    enqueue(
      tx,
      keys.map(key => ({ kind: 'order', key, payload: {}, group: 'one' })),
    ),
  )
  await database.close()
  return { url, dispose }
}

const readOutcome = async (url: string) => {
  const database = await openDatabase(url)
  const states = await database.read<{ state: string }>('SELECT state FROM jobs', [])
  const effects = await database.read<{ job_key: string }>('SELECT job_key FROM effects ORDER BY job_key', [])
  await database.close()
  return { states: states.map(({ state }) => state), effects: effects.map(({ job_key }) => job_key) }
}

test.each(allJobCrashPoints(kindNames))(
  'a process killed at %s loses nothing and repeats nothing',
  async crashAt => {
    const { url, dispose } = await prepare()
    expect(await runChild(url, crashAt)).toBe('SIGKILL')
    expect(await runChild(url)).toBe(0)

    const { states, effects } = await readOutcome(url)
    expect(states).toEqual(allKeys.map(() => 'done'))
    expect(effects).toEqual(allKeys)
    expect([...asked.keys()].sort()).toEqual(allKeys)
    // what was called and not recorded is called again, with the same key
    const calls = [...asked.values()].reduce((sum, times) => sum + times, 0)
    if (/:(called|recorded)$/.test(crashAt)) expect(calls).toBeGreaterThan(allKeys.length)
    await dispose()
  },
  // two processes are started for each
  120_000,
)
