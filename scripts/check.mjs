// npm run check: types, lint, form and arrows. Runs everything, then says line by line how each went.
import { existsSync } from 'node:fs'
import { ensureReady } from './lib/ensure-ready.mjs'
import { inRoot, main } from './lib/places.mjs'
import { run } from './lib/run.mjs'

const bin = (...parts) => inRoot('node_modules', ...parts)
const tsc = project => [bin('typescript', 'bin', 'tsc'), '-p', project]
const folders = ['shared', 'server', 'client', 'config', 'sandbox', 'e2e', 'bench', 'scripts'].filter(
  existsHere,
)

const checks = [
  ...['tsconfig.json', 'shared/tsconfig.json', 'client/tsconfig.json', 'scripts/tsconfig.json']
    .filter(existsHere)
    .map(project => ({ name: `types ${project}`, args: tsc(project) })),
  { name: 'lint', args: [bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings=0'] },
  {
    name: 'form',
    args: [
      bin('prettier', 'bin', 'prettier.cjs'),
      ...[
        '--check',
        '--log-level=warn',
        '--no-error-on-unmatched-pattern',
        '**/*.{ts,tsx,mjs,cjs,js,json,scss,yaml,yml}',
      ],
    ],
  },
  {
    name: 'arrows',
    args: [bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs'), '--output-type=err-long', ...folders],
  },
]

await main(async () => {
  await ensureReady()
  const waiting = [...checks]
  let failures = 0
  // Two at a time: as many as the smallest machine we care about has cores.
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { ok, output, seconds } = await run(check.args, {
        env: { NODE_OPTIONS: '--max-old-space-size=4096' },
      })
      console.log(`${ok ? '✓' : '✗'} ${check.name} (${seconds.toFixed(1)} s)`)
      if (ok) continue
      failures += 1
      console.log(output.trimEnd())
    }
  }
  await Promise.all([worker(), worker()])
  console.log(failures === 0 ? 'Everything is in order.' : `${failures} of ${checks.length} checks failed.`)
  return failures === 0 ? 0 : 1
})

function existsHere(file) {
  return existsSync(inRoot(file))
}
