// A person in front of the built H5: one browser page, what it complained about, and whether everybody can use it.
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import type { Citizen } from '../server/test/citizen'
import type { Suite } from '../server/test/suite'

export type Letters = 'normal' | 'large' | 'largest'

export interface Screen {
  page: Page
  /** Errors on the console and uncaught ones, so far. */
  faults: string[]
  open(route: string): Promise<void>
  letters(size: Letters): Promise<void>
  /** What axe refuses, what sticks out of the screen, and what is too small to touch. Empty is good. */
  barriers(): Promise<string[]>
  close(): Promise<void>
}

/** Opens a phone; with a citizen, the browser holds that citizen's session. */
export async function openScreen(browser: Browser, suite: Suite, citizen?: Citizen): Promise<Screen> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  const [, name, value] = /^([^=]+)=(.*)$/.exec(citizen?.cookie ?? '') ?? []
  if (name && value) await context.addCookies([{ name, value, url: suite.url }])
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  await page.addInitScript({ path: path.resolve(__dirname, '../client/test/in-page.js') })
  const faults: string[] = []
  page.on('console', message => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', error => faults.push(error.message))
  let size: Letters = 'normal'
  return {
    page,
    faults,
    async open(route) {
      await page.goto(`${suite.url}/#${route}`)
      await page.locator('h1').last().waitFor()
    },
    async letters(wanted) {
      size = wanted
      await page.evaluate(`localStorage.setItem('tongban.text-size', '${wanted}')`)
      await page.reload()
      await page.locator('h1').last().waitFor()
    },
    async barriers() {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return [
        ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`),
        ...(await page.evaluate<string[]>('inPage.sticksOut()')),
        ...(await page.evaluate<string[]>(`inPage.tooSmall(${size === 'normal' ? 44 : 60})`)),
      ]
    },
    close: () => context.close(),
  }
}
