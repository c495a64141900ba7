import { gzipSync } from 'node:zlib'
import type { Browser, Response } from 'playwright-core'

export interface FirstScreen {
  /** Every script fetched until the hot items are on screen, largest first; bytes after gzip -6. */
  scripts: { name: string; gzipBytes: number }[]
  gzipBytes: number
  /** From the request for the page until the hot items are on screen, on this machine. */
  shownAfterMs: number
}

/** 170 KB: what a slow network brings before a person gives up. docs: first H5 JavaScript. */
export const firstScreenLimitBytes = 170 * 1024

/**
 * Opens the home page of a running server in an empty browser and weighs all JavaScript that arrives until the hot items
 * show. `url` is the server's address with its base path. The caller brings and closes the browser.
 */
export async function measureFirstScreen(browser: Browser, url: string): Promise<FirstScreen> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  try {
    const page = await context.newPage()
    const weighed: Promise<{ name: string; gzipBytes: number }>[] = []
    page.on('response', response => {
      if (isScript(response)) weighed.push(weigh(response))
    })
    const from = performance.now()
    await page.goto(`${url}/`)
    await page.getByRole('list', { name: '热门事项' }).getByRole('link').first().waitFor()
    const shownAfterMs = performance.now() - from
    const scripts = (await Promise.all(weighed)).sort((a, b) => b.gzipBytes - a.gzipBytes)
    const gzipBytes = scripts.reduce((sum, script) => sum + script.gzipBytes, 0)
    return { scripts, gzipBytes, shownAfterMs }
  } finally {
    await context.close()
  }
}

const isScript = (response: Response): boolean => response.request().resourceType() === 'script'

async function weigh(response: Response): Promise<{ name: string; gzipBytes: number }> {
  const { pathname } = new URL(response.url())
  return {
    name: pathname.slice(pathname.lastIndexOf('/') + 1),
    gzipBytes: gzipSync(await response.body()).length,
  }
}
