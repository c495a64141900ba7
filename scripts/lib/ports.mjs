// Free ports, asked for politely before anything starts.
import net from 'node:net'
import { Hindrance } from './places.mjs'

/** The port in the environment variable `name`, or `fallback`; 0 means "any free one" and is resolved here. */
export async function portFrom(name, fallback, neighbours = 1) {
  const given = process.env[name] ?? String(fallback)
  const port = Number(given)
  if (!Number.isInteger(port) || port < 0 || port + neighbours > 65_536) {
    throw new Hindrance(`${name}=${given} is not a port number. 端口号无效。`)
  }
  if (port === 0) return freePort(neighbours)
  for (let next = port; next < port + neighbours; next++) await refuseTaken(next, name, port)
  return port
}

async function refuseTaken(port, name, first) {
  const code = await tryPort(port)
  if (!code) return
  const other = `${name}=${first + 100} npm start`
  const why =
    code === 'EADDRINUSE' ? 'is already in use 端口已被占用' : `cannot be opened (${code}) 端口无法使用`
  throw new Hindrance(
    `Port ${port} ${why}: stop the program that uses it, or choose another: ${other} ` +
      `(Windows PowerShell: $env:${name}=${first + 100}; npm start).`,
  )
}

async function freePort(neighbours) {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = 20_000 + Math.floor(Math.random() * 20_000)
    const codes = await Promise.all(Array.from({ length: neighbours }, (_, i) => tryPort(first + i)))
    if (codes.every(code => !code)) return first
  }
  throw new Hindrance('No free port was found between 20000 and 40000. 没有可用端口。')
}

/** @returns {Promise<string | undefined>} why the port cannot be listened on, if so */
function tryPort(port) {
  return new Promise(resolve => {
    const server = net.createServer()
    server.once('error', error => resolve(error.code))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}
