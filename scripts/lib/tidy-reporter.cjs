// One line per test file, everything about a failure, nothing about the rest.
const path = require('node:path')

/** @implements {import('@jest/reporters').Reporter} */
class TidyReporter {
  constructor(globalConfig) {
    this.rootDir = globalConfig.rootDir
  }

  onTestResult(_test, result) {
    const name = path.relative(this.rootDir, result.testFilePath).split(path.sep).join('/')
    const seconds = (((result.perfStats && result.perfStats.runtime) || 0) / 1000).toFixed(1)
    const failed = result.numFailingTests > 0 || Boolean(result.testExecError)
    const skipped = result.numPendingTests > 0 ? `, ${result.numPendingTests} skipped` : ''
    write(`${failed ? 'FAIL' : 'ok  '} ${name} (${result.numPassingTests} passed${skipped}, ${seconds} s)`)
    // What a passing test printed is noise; beside a failure it is evidence.
    if (failed) {
      for (const line of result.console || []) write(`     ${line.type}: ${line.message}`)
      write(result.failureMessage || String(result.testExecError))
    }
  }

  onRunComplete(_contexts, results) {
    const broken = results.numRuntimeErrorTestSuites
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const counts = [
      `${results.numPassedTests} tests passed`,
      `${results.numFailedTests} failed`,
      ...(broken ? [`${broken} files could not run`] : []),
      ...(results.numPendingTests ? [`${results.numPendingTests} skipped`] : []),
      ...(results.numTodoTests ? [`${results.numTodoTests} to do`] : []),
    ]
    write(`${counts.join(', ')} in ${results.numTotalTestSuites} files (${zone})`)
    if (results.openHandles && results.openHandles.length) write('Some handles were left open.')
  }
}

function write(line) {
  process.stderr.write(`${line}\n`)
}

module.exports = TidyReporter
