import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type { FirstScreen } from './first-screen'

// The browser is kept by e2e/, which nothing imports: it runs as a program of its own.
const program = `
const { launchBrowser } = require('./e2e/browser')
const { measureFirstScreen } = require('./bench/first-screen')
launchBrowser().then(async browser => {
  const measured = await measureFirstScreen(browser, process.argv[1])
  await browser.close()
  process.stdout.write(JSON.stringify(measured))
})`

/** The first screen of a running server, measured in a browser of its own process. `url` with its base path. */
export async function measureFirstScreenApart(url: string): Promise<FirstScreen> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '-e', program, url.replace(/\/$/, '')],
    { cwd: path.resolve(__dirname, '..'), timeout: 120_000 },
  )
  return JSON.parse(stdout) as FirstScreen
}
