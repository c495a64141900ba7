import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

// Each rule is broken once, in a copy of the repository's skeleton: a rule that never bites protects nothing.
const root = path.resolve(__dirname, '..')
const copy = path.join(root, '.cache', 'house-rules', String(process.pid))

const arrows: [rule: string, file: string, imports: string][] = [
  ['shared-is-pure', 'shared/money.ts', 'node:fs'],
  ['shared-is-pure', 'shared/prices.ts', 'koa'],
  ['shared-knows-nobody', 'shared/money.test.ts', '../server/cases'],
  ['client-not-to-server', 'client/progress/card.ts', '../../server/cases'],
  ['server-not-to-client', 'server/cases/screen.ts', '../../client/progress'],
  ['server-not-to-client', 'server/cases/alias.ts', '@/progress'],
  ['sandbox-imports-nothing-of-ours', 'sandbox/sign.ts', '../shared/fine'],
  ['nothing-imports-the-sandbox', 'server/outside.ts', '../sandbox'],
  ['tests-start-the-sandbox-by-its-door', 'server/sms.test.ts', '../sandbox/inside'],
  ['nothing-imports-e2e', 'bench/browser.ts', '../e2e/browser'],
  ['nothing-imports-bench', 'server/load.ts', '../bench/load'],
  ['room-to-room-by-the-door', 'server/progress/find.ts', '../cases/store'],
  ['room-to-room-by-the-door', 'server/progress/seal.ts', '../vault/keys'],
  ['gateway-to-gateway-by-the-door', 'server/gateways/sms/send.ts', '../population/codes'],
  ['gateways-know-no-room', 'server/gateways/sms/case.ts', '../../cases'],
  ['client-room-to-room-by-the-door', 'client/progress/inside.ts', '../identity/session'],
  ['ui-knows-no-room', 'client/ui/button.ts', '../progress'],
  ['no-circles', 'server/cases/first.ts', './second'],
  ['product-not-to-tests', 'server/cases/leak.ts', '../test/build'],
  ['product-not-to-dev-packages', 'server/cases/random.ts', 'fast-check'],
  ['only-declared-packages', 'server/cases/phantom.ts', 'express'],
  ['imports-exist', 'server/cases/nowhere.ts', './gone'],
]
const allowedArrows: [file: string, imports: string][] = [
  ['shared/fine.ts', 'zod/mini'],
  ['server/progress/index.ts', '../cases'],
  ['server/progress/file-job.ts', '../jobs/file'],
  ['server/progress/text.ts', '../gateways/sms'],
  ['server/gateways/sms/index.ts', '../../clock'],
  ['server/progress/find.test.ts', '../cases/store'],
  ['client/progress/index.ts', '../identity'],
  ['client/progress/screen.ts', '@/ui/fine'],
]
const targets = [
  ...['server/cases/index.ts', 'server/cases/store.ts', 'server/vault/index.ts', 'server/vault/keys.ts'],
  ...[
    'server/jobs/file.ts',
    'server/clock/index.ts',
    'server/test/build.ts',
    'server/gateways/population/index.ts',
  ],
  ...['server/gateways/population/codes.ts', 'client/identity/index.ts', 'client/identity/session.ts'],
  ...['client/ui/fine.ts', 'sandbox/index.ts', 'sandbox/inside.ts', 'e2e/browser.ts', 'bench/load.ts'],
]

const lines: [rule: string, file: string, text: string][] = [
  ['no-floating-promises', 'server/a.ts', 'const later = async () => 1\nlater()'],
  ['no-misused-promises', 'server/b.ts', 'const later = async () => true\nif (later()) throw new Error()'],
  ['no-explicit-any', 'server/c.ts', 'export const x: any = 1'],
  ['consistent-type-imports', 'server/d.ts', "import { Server } from 'node:net'\nexport type T = Server"],
  ['no-eval', 'server/e.ts', "eval('1')"],
  ['no-new-func', 'server/f.ts', "export const f = new Function('return 1')"],
  ['no-restricted-syntax', 'server/g.ts', 'export const port = process.env.PORT'],
  ['no-restricted-syntax', 'config/h.ts', 'const { PORT } = process.env\nexport const port = PORT'],
  ['no-restricted-imports', 'server/i.ts', "import { env } from 'node:process'\nexport const port = env"],
  ['no-restricted-syntax', 'server/j.ts', 'export default 1'],
  ['no-console', 'server/k.ts', "console.log('here')"],
  ['no-console', 'client/l.ts', "console.log('here')"],
  ['no-restricted-globals', 'client/m.ts', "export const answer = fetch('/')"],
  ['no-restricted-globals', 'client/n.ts', "export const link = new URL('http://a')"],
  ['no-restricted-globals', 'client/o.ts', 'export const form = new Intl.NumberFormat()'],
  ['no-restricted-syntax', 'client/p.tsx', 'export const title = <p>每日签到</p>'],
  ['no-restricted-syntax', 'client/q.ts', "export const title = '积分排名'"],
  ['no-restricted-syntax', 'client/r.ts', 'export const title = (n: number) => `打卡 ${n} 天`'],
  [
    'rules-of-hooks',
    'client/s.ts',
    "import { useState } from 'react'\nexport const f = (b: boolean) => b && useState(1)",
  ],
  ['no-explicit-any', 'server/t.ts', '// eslint-disable-next-line\nexport const x: any = 1'],
]
const allowedLines: [file: string, text: string][] = [
  ['config/fine.ts', 'export const port = process.env.PORT'],
  ['client/terminal/fine.ts', "export const answer = fetch('/')"],
  ['client/home/ask.h5.ts', "export const answer = fetch('/')"],
  ['client/home/fine.ts', "export const title = '办件进度'"],
]

beforeAll(() => {
  for (const file of [
    'package.json',
    'tsconfig.json',
    'tsconfig.base.json',
    '.dependency-cruiser.cjs',
    'eslint.config.mjs',
  ]) {
    plant(file)
  }
  for (const file of ['shared/tsconfig.json', 'client/tsconfig.json', 'scripts/lib/aliases.cjs']) plant(file)
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('every arrow rule refuses the import it is there for, and lets the intended way pass', async () => {
  for (const file of targets) plant(file, 'export const x = 1\n')
  plant('server/cases/second.ts', "import './first'\n")
  for (const [, file, from] of arrows) plant(file, `import '${from}'\n`)
  for (const [file, from] of allowedArrows) plant(file, `import '${from}'\n`)

  const folders = ['shared', 'server', 'client', 'config', 'sandbox', 'e2e', 'bench']
  mkdirSync(path.join(copy, 'config'), { recursive: true })
  const output = await runHere(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    '--output-type=json',
    ...folders,
  )
  const { summary } = JSON.parse(output) as {
    summary: { violations: { from: string; rule: { name: string } }[] }
  }
  const refused = summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`)

  for (const [rule, file] of arrows) expect(refused).toContain(`${rule}: ${file}`)
  for (const [file] of allowedArrows) expect(refused.filter(line => line.endsWith(`: ${file}`))).toEqual([])
}, 120_000)

test('every house rule of the lint refuses the line it is there for, even when a comment asks it not to', async () => {
  for (const folder of ['server', 'client', 'config', 'shared', 'sandbox', 'e2e', 'bench']) {
    rmSync(path.join(copy, folder), { recursive: true, force: true })
  }
  for (const file of ['shared/tsconfig.json', 'client/tsconfig.json']) plant(file)
  for (const [, file, text] of lines) plant(file, `${text}\n`)
  for (const [file, text] of allowedLines) plant(file, `${text}\n`)

  const output = await runHere('eslint/bin/eslint.js', '--format=json', 'server', 'client', 'config')
  const results = JSON.parse(output) as { filePath: string; messages: { ruleId: string | null }[] }[]
  const refused = results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId }) => `${(ruleId ?? 'cannot read').replace(/^.*\//, '')}: ${posix(filePath)}`),
  )

  for (const [rule, file] of lines) expect(refused).toContain(`${rule}: ${file}`)
  for (const [file] of allowedLines) expect(refused.filter(line => line.endsWith(`: ${file}`))).toEqual([])
}, 120_000)

function plant(file: string, text?: string): void {
  const target = path.join(copy, file)
  mkdirSync(path.dirname(target), { recursive: true })
  if (text === undefined) copyFileSync(path.join(root, file), target)
  else writeFileSync(target, text)
}

function runHere(bin: string, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [path.join(root, 'node_modules', bin), ...args], { cwd: copy })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  let trouble = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (trouble += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => (output ? resolve(output) : reject(new Error(trouble))))
  })
}

const posix = (file: string): string => path.relative(copy, file).split(path.sep).join('/')
