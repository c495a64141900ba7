// What every command needs first: a Node that is new enough, a folder we may write to, the packages of the lock file.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Hindrance, inRoot, root } from './places.mjs'
import { keepSaying, run } from './run.mjs'

const stampFile = inRoot('node_modules', '.installed')

/** @throws {Hindrance} when Node is too old, the folder is read-only, or the packages cannot be installed */
export async function ensureReady() {
  refuseOldNode()
  refuseReadOnlyFolder()
  if (!isInstalled()) await install()
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Hindrance(
    `Node ${process.versions.node} is too old: Tongban needs Node 20.19 or newer. 请安装 Node 20.19 或更高版本: https://nodejs.org`,
  )
}

function refuseReadOnlyFolder() {
  const probe = inRoot(`.writable-${process.pid}`)
  try {
    // Asking for permissions says nothing about read-only disks, nor anything at all to root: so really write.
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (cause) {
    throw new Hindrance(
      `The folder ${root} cannot be written to (${cause.code}): copy the project to a folder of your own. 当前文件夹不可写，请换一个可写的文件夹。`,
    )
  }
}

function isInstalled() {
  if (!existsSync(inRoot('node_modules'))) return false
  if (readIfThere(stampFile) === stamp()) return true
  if (!matchesLock()) return false
  writeFileSync(stampFile, stamp())
  return true
}

function stamp() {
  const lock = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex')
  return `${lock} ${process.platform} ${process.arch}\n`
}

/** True when somebody has already installed exactly what the lock file says: npm leaves its own list behind. */
function matchesLock() {
  const list = readIfThere(inRoot('node_modules', '.package-lock.json'))
  if (!list) return false
  const installed = JSON.parse(list).packages
  const wanted = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(
    ([where, { version, optional, peer }]) =>
      where === '' || installed[where]?.version === version || (!installed[where] && (optional || peer)),
  )
}

async function install() {
  const stop = keepSaying('installing packages (a minute or two) 正在安装依赖')
  const { ok, output } = await run([npmCli(), 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    show: process.stdout.isTTY === true,
  })
  stop()
  if (!ok) {
    throw new Hindrance(
      `The packages could not be installed (npm ci --ignore-scripts). 依赖安装失败。\n${output}`,
    )
  }
  writeFileSync(stampFile, stamp())
}

function npmCli() {
  const beside = path.dirname(realpathSync(process.execPath))
  const places = [
    process.env.npm_execpath ?? '',
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]
  const found = places.find(file => path.basename(file) === 'npm-cli.js' && existsSync(file))
  if (found) return found
  throw new Hindrance(
    'The packages are missing: run `npm ci --ignore-scripts` once. 请先运行 npm ci --ignore-scripts。',
  )
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
