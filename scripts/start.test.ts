import { spawn } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'

const root = path.resolve(__dirname, '..')

test('a taken port is named in one sentence, together with how to choose another', async () => {
  const holder = createServer()
  await new Promise<void>(resolve => holder.listen(0, '127.0.0.1', resolve))
  const { port } = holder.address() as AddressInfo

  const { code, said } = await start({ PORT: String(port) })
  expect(code).toBe(1)
  expect(said.trim().split('\n')).toHaveLength(1)
  expect(said).toContain(`Port ${port} is already in use`)
  expect(said).toContain('PORT=')

  await new Promise(resolve => holder.close(resolve))
})

test('a port that is no port is refused by name', async () => {
  const { code, said } = await start({ SANDBOX_PORT: 'eighty', PORT: '0' })
  expect(code).toBe(1)
  expect(said).toContain('SANDBOX_PORT=eighty is not a port number')
})

function start(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env: { ...process.env, ...env } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  }
  return new Promise(resolve => child.once('close', code => resolve({ code, said })))
}
