// Runs jest once and reads its counts from its own JSON, not from what it prints.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { inRoot } from './places.mjs'
import { run } from './run.mjs'

// Two workers suit two cores; a worker that has grown is replaced instead of swapping the machine to a halt.
const limits = ['--maxWorkers=2', '--workerIdleMemoryLimit=768MB']

/**
 * @param {string} name of the run, for its result file
 * @param {string[]} args further arguments of jest
 * @returns {Promise<{ passed: number, failed: number }>} a file that cannot run counts as one failure
 */
export async function runJest(name, args, env = {}) {
  const outputFile = inRoot('.cache', 'jest', `${name}.json`)
  mkdirSync(inRoot('.cache', 'jest'), { recursive: true })
  rmSync(outputFile, { force: true })
  const { ok } = await run(
    [
      inRoot('node_modules', 'jest', 'bin', 'jest.js'),
      ...limits,
      '--json',
      `--outputFile=${outputFile}`,
      ...args,
    ],
    { env: { NODE_OPTIONS: heap(), NODE_ENV: 'test', ...env }, show: 'stderr' },
  )
  if (!existsSync(outputFile)) return { passed: 0, failed: 1 }
  const results = JSON.parse(readFileSync(outputFile, 'utf8'))
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
  return { passed: results.numPassedTests, failed: ok ? failed : Math.max(failed, 1) }
}

function heap() {
  const given = process.env.NODE_OPTIONS ?? ''
  return given.includes('max-old-space-size') ? given : `${given} --max-old-space-size=2048`.trim()
}
