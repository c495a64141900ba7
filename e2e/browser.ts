// A real browser for the tests of the built terminals. On Linux x64 it comes out of npm packages alone (browser, its
// libraries and a Chinese font), so a fresh machine needs nothing installed; elsewhere the machine's own browser serves.
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Browser, type LaunchOptions } from 'playwright-core'

const root = path.resolve(__dirname, '..')
const cache = path.join(root, '.cache', 'chromium')
const manifest = 'node_modules/@sparticuz/chromium/package.json'

// The pages under test are our own; a container's root account cannot use the browser's sandbox.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

type Candidate = { name: string; options: () => Promise<LaunchOptions> }

/**
 * Starts a headless Chromium. Order: the one named by `CHROMIUM_PATH`, the one from npm (Linux x64), a system
 * Chromium, then Chrome or Edge. The caller closes it.
 *
 * @throws Error with one line per browser tried, when none of them starts.
 */
export async function launchBrowser(): Promise<Browser> {
  const refusals: string[] = []
  for (const { name, options } of candidates()) {
    try {
      return await chromium.launch({ headless: true, args, ...(await options()) })
    } catch (cause) {
      refusals.push(`- ${name}: ${firstLine(cause)}`)
    }
  }
  throw new Error(
    'No browser for the end-to-end tests: install Chromium or Chrome, or name one in CHROMIUM_PATH.\n' +
      refusals.join('\n'),
  )
}

function candidates(): Candidate[] {
  const named = process.env.CHROMIUM_PATH
  if (named) return [{ name: named, options: async () => ({ executablePath: named }) }]
  const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].filter(
    existsSync,
  )
  return [
    ...(process.platform === 'linux' && process.arch === 'x64'
      ? [{ name: 'Chromium from npm', options: packagedChromium }]
      : []),
    ...installed.map(file => ({ name: file, options: async () => ({ executablePath: file }) })),
    ...['chrome', 'msedge'].map(channel => ({
      name: `channel ${channel}`,
      options: async () => ({ channel }),
    })),
  ]
}

/** The browser inside @sparticuz/chromium with the font inside @embedpdf/fonts-sc; unpacked once per version. */
async function packagedChromium(): Promise<LaunchOptions> {
  const { version } = JSON.parse(await readFile(path.join(root, manifest), 'utf8')) as { version: string }
  const home = path.join(cache, version)
  if (!existsSync(home)) await unpack(home)
  const fontconfig = path.join(home, 'fonts-sc.conf')
  return {
    executablePath: path.join(home, 'chromium'),
    env: { ...definedEnv(), FONTCONFIG_FILE: fontconfig, LD_LIBRARY_PATH: path.join(home, 'al2023', 'lib') },
  }
}

/** Several test processes may get here at once: each unpacks aside, and the first rename wins. */
async function unpack(home: string): Promise<void> {
  const aside = `${home}.${process.pid}.tmp`
  await mkdir(aside, { recursive: true })
  try {
    const script = `import('@sparticuz/chromium').then(found => found.default.executablePath())`
    // The package unpacks into the temporary folder, and its own libnss only where it believes to be on Lambda.
    const env = { ...process.env, TMPDIR: aside, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' }
    await promisify(execFile)(process.execPath, ['-e', script], { cwd: root, env })
    await writeFile(path.join(aside, 'fonts-sc.conf'), fontsConf(home))
    await rename(aside, home)
  } catch (cause) {
    if (!existsSync(home)) throw cause
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
  const outdated = (await readdir(cache)).filter(
    name => name !== path.basename(home) && !name.endsWith('.tmp'),
  )
  await Promise.all(outdated.map(name => rm(path.join(cache, name), { recursive: true, force: true })))
}

function fontsConf(home: string): string {
  const fonts = path.join(root, 'node_modules', '@embedpdf', 'fonts-sc', 'fonts')
  const folders = [fonts, path.join(home, 'fonts'), '/usr/share/fonts'].map(dir => `  <dir>${dir}</dir>`)
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders,
    `  <cachedir>${path.join(home, 'fontconfig')}</cachedir>`,
    '</fontconfig>',
    '',
  ].join('\n')
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => !!pair[1]))
}

function firstLine(cause: unknown): string {
  const lines = (cause instanceof Error ? cause.message : String(cause)).split('\n')
  return lines.find(line => /^\w*Error:/.test(line)) ?? lines[0] ?? ''
}
