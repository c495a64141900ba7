import { createReadStream, existsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Context, Next } from 'koa'

const hashed = /\.[0-9a-f]{8,}\./

/**
 * The built H5 from its folder, and nothing beside it. File names with a hash may be kept for a year; the page itself
 * is asked for each time.
 */
export function serveClient(options: { folder: string; basePath: string }) {
  const root = path.resolve(options.folder)
  return async (context: Context, next: Next): Promise<void> => {
    if (context.method !== 'GET' && context.method !== 'HEAD') return next()
    const { basePath } = options
    if (basePath !== '' && context.path === basePath) {
      context.redirect(`${basePath}/`)
      return
    }
    if (!context.path.startsWith(`${basePath}/`)) return next()
    const asked = decode(context.path.slice(basePath.length + 1)) || 'index.html'
    const file = path.resolve(root, asked)
    if (file !== root && !file.startsWith(root + path.sep)) return next()
    if (!existsSync(file) || !statSync(file).isFile()) return next()
    context.type = path.extname(file)
    context.set(
      'Cache-Control',
      hashed.test(path.basename(file)) ? 'public, max-age=31536000, immutable' : 'no-cache',
    )
    context.length = statSync(file).size
    context.body = createReadStream(file)
  }
}

function decode(asked: string): string {
  try {
    return decodeURIComponent(asked)
  } catch {
    return ''
  }
}
