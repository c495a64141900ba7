// Who uses a data folder: its starter leaves a note with its process number, and so does an embedded database.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Hindrance, inRoot } from './places.mjs'

/** @returns {string | undefined} the file that says who owns the folder, while that process is alive */
export function ownedBy(folder) {
  const dir = inRoot(folder)
  if (!existsSync(dir)) return undefined
  return readdirSync(dir)
    .filter(name => name === 'start.lock' || name.endsWith('.owner.json'))
    .map(name => path.join(dir, name))
    .find(file => isAlive(pidIn(file)))
}

/**
 * Takes the folder for this process until `release`.
 * @throws {Hindrance} when another start of ours is using it
 */
export function own(folder) {
  const note = inRoot(folder, 'start.lock')
  const owner = ownedBy(folder)
  if (owner) {
    throw new Hindrance(
      `Tongban is already running on ${folder} (process ${pidIn(owner)}): stop it first. 已有一个实例在运行，请先停止。`,
    )
  }
  mkdirSync(path.dirname(note), { recursive: true })
  writeFileSync(note, `${process.pid}\n`)
  return { release: () => rmSync(note, { force: true }) }
}

function pidIn(file) {
  const [found] = /\d+/.exec(readFileSync(file, 'utf8')) ?? []
  return found ? Number(found) : undefined
}

function isAlive(pid) {
  if (!pid || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    // After a restart of the machine the number may belong to somebody else.
    const commandLine = `/proc/${pid}/cmdline`
    return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('node')
  } catch (cause) {
    return cause.code === 'EPERM'
  }
}
