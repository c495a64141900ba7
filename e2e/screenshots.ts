// Pictures of the main screens for the documentation, in both letter sizes: `node --import tsx e2e/screenshots.ts`.
// Needs a built H5 (npm run build:h5). A new screen is one more row in `shots`.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { people, type Citizen } from '../server/test/citizen'
import { startSuite } from '../server/test/suite'
import { launchBrowser } from './browser'
import { openScreen, type Letters } from './screen'
import { applyForTruckPass, officerDecides } from './truck-pass'

interface Scene {
  caseNumber: string
}

interface Shot {
  /** The file: docs/screenshots/<name>.png, and <name>-large.png in 长辈版. */
  name: string
  /** Whether 赵大川, who has a running case, is signed in. */
  signedIn?: boolean
  route: (scene: Scene) => string
  /** Brings the page into the state worth showing. */
  prepare: (page: Page) => Promise<unknown>
}

const shots: Shot[] = [
  {
    name: 'home',
    signedIn: true,
    route: () => '/pages/home/index',
    prepare: page => page.getByText('还剩').waitFor(),
  },
  {
    name: 'search',
    route: () => `/packages/find/search/index?q=${encodeURIComponent('看病')}`,
    prepare: page => page.getByText('找到').first().waitFor(),
  },
  {
    name: 'guide',
    route: () => '/packages/find/guide/index?item=YT-CL-002',
    prepare: page => page.getByRole('button', { name: '立即办理' }).waitFor(),
  },
  {
    name: 'apply',
    signedIn: true,
    route: () => '/packages/apply/form/index?item=YT-CL-001',
    prepare: page => page.getByText('来自').first().waitFor(),
  },
  {
    name: 'case',
    signedIn: true,
    route: ({ caseNumber }) => `/packages/case/detail/index?case=${caseNumber}`,
    prepare: page => page.getByRole('heading', { level: 1 }).waitFor(),
  },
  {
    name: 'progress',
    route: ({ caseNumber }) => `/packages/find/progress/index?case=${caseNumber}`,
    async prepare(page) {
      await page.getByLabel(/^证件号码后四位/).fill(people.zhao.idNumber.slice(-4))
      await page.getByRole('button', { name: '查询', exact: true }).click()
      await page.getByRole('region', { name: '查到了' }).waitFor()
    },
  },
]

const folder = path.resolve(__dirname, '..', 'docs', 'screenshots')
const sizes: [letters: Letters, ending: string][] = [
  ['normal', ''],
  ['large', '-large'],
]

async function takeAll(): Promise<void> {
  await mkdir(folder, { recursive: true })
  const [suite, browser] = await Promise.all([startSuite(), launchBrowser()])
  try {
    const zhao: Citizen = suite.citizen()
    await zhao.become(people.zhao)
    const caseNumber = await applyForTruckPass(suite, zhao)
    await officerDecides(suite, zhao, caseNumber, { status: '20' })
    for (const { name, signedIn, route, prepare } of shots) {
      for (const [letters, ending] of sizes) {
        const screen = await openScreen(browser, suite, signedIn ? zhao : undefined)
        await screen.open('/pages/home/index')
        await screen.letters(letters)
        await screen.open(route({ caseNumber }))
        await prepare(screen.page)
        const picture = await screen.page.screenshot({ animations: 'disabled' })
        await sharp(picture)
          .png({ palette: true, colours: 64, effort: 10 })
          .toFile(path.join(folder, `${name}${ending}.png`))
        await screen.close()
      }
    }
  } finally {
    await browser.close()
    await suite.stop()
  }
}

void takeAll()
