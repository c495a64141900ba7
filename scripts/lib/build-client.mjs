// Builds one terminal of the client with Taro, only when its sources have changed since the last build.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fingerprint } from './fingerprint.mjs'
import { Hindrance, inRoot } from './places.mjs'
import { keepSaying, run } from './run.mjs'

// What the terminals are made of. config/places and config/server.ts are the server's: a new service item builds nothing.
const sources = () => [
  ...['client', 'shared', 'package-lock.json', 'package.json', 'babel.config.js', '.browserslistrc'],
  ...['tsconfig.base.json', 'tsconfig.json', 'project.config.json', 'postcss.config.js'],
  ...readdirSync(inRoot('config'))
    .filter(name => !['places', 'jest', 'server.ts'].includes(name))
    .map(name => `config/${name}`),
]
// Taro may end well without having written anything: so look for what a terminal cannot do without.
const mustHave = {
  h5: ['index.html', /\.js$/],
  kiosk: ['index.html', /\.js$/],
  weapp: ['app.json', 'app.js', 'base.wxml'],
}

/** @throws {Hindrance} with Taro's whole output when the build fails or leaves something out */
export async function buildClient(target, { force = false } = {}) {
  const stampFile = inRoot('dist', target, '.stamp')
  const now = fingerprint(sources(), target, process.versions.node)
  const isFresh =
    existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now && missingFrom(target).length === 0
  if (isFresh && !force) return
  rmSync(stampFile, { force: true })
  const stop = keepSaying(`building ${target} 正在构建`)
  const { ok, output, seconds } = await run(
    [inRoot('node_modules', '@tarojs', 'cli', 'bin', 'taro'), 'build', '--type', target],
    { env: { NODE_ENV: 'production', TARO_ENV: undefined, CI: '1' } },
  )
  stop()
  if (!ok) throw new Hindrance(`Building ${target} failed. 构建失败。\n${output}`)
  const missing = missingFrom(target)
  if (missing.length > 0) {
    throw new Hindrance(
      `Building ${target} ended without writing ${missing.join(', ')}. 构建没有产物。\n${output}`,
    )
  }
  writeFileSync(stampFile, now)
  console.log(`✓ built dist/${target} (${seconds.toFixed(0)} s)`)
}

function missingFrom(target) {
  const folder = inRoot('dist', target)
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : []
  return mustHave[target].filter(
    wanted => !files.some(file => file === wanted || (wanted.test?.(file) ?? false)),
  )
}
