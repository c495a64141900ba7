// The gallery of ui components, built and served the strict way: under a sub-path, with our content security policy.
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.resolve(__dirname, '..')
const under = '/some/where/'
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
].join('; ')
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Builds dist/gallery unless it is younger than everything it is made of. Takes up to a minute. */
export async function buildGallery(): Promise<void> {
  const built = path.join(root, 'dist', 'gallery', 'index.html')
  const newest = Math.max(...['client', 'config', 'babel.config.js', '.browserslistrc'].map(newestUnder))
  if (existsSync(built) && statSync(built).mtimeMs > newest) return
  const taro = path.join(root, 'node_modules', '@tarojs', 'cli', 'bin', 'taro')
  await promisify(execFile)(process.execPath, [taro, 'build', '--type', 'h5', '--mode', 'gallery'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', CI: '1' },
    maxBuffer: 64 * 1024 * 1024,
  })
}

function newestUnder(name: string): number {
  const file = path.join(root, name)
  if (!statSync(file).isDirectory()) return statSync(file).mtimeMs
  return Math.max(
    ...readdirSync(file, { recursive: true }).map(
      inside => statSync(path.join(file, String(inside))).mtimeMs,
    ),
  )
}

/** Serves a folder of built output; `url` ends in a slash. */
export async function serveBuilt(folder: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const asked = decodeURIComponent((request.url ?? '').split('?')[0] ?? '')
    const name = asked.startsWith(under) ? asked.slice(under.length) || 'index.html' : ''
    const file = path.join(root, 'dist', folder, path.normalize(`/${name}`))
    void readFile(file).then(
      body => {
        const type = types[path.extname(file)] ?? 'application/octet-stream'
        response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body)
      },
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}${under}`, close: () => void server.close() }
}
