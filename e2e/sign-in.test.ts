// Every state of signing in, as everybody meets it: by axe, by letters' size, by width, in both modes.
import type { Browser, Page } from 'playwright-core'
import { people, type Citizen } from '../server/test/citizen'
import { startSuite, type Suite } from '../server/test/suite'
import { launchBrowser } from './browser'
import { codeOf } from './citizen-in-browser'
import { lookAt } from './look-at'
import { openScreen, type Screen } from './screen'

const form = '/packages/apply/form/index?item=YT-YB-001'

let suite: Suite
let browser: Browser
let screen: Screen
let page: Page

beforeAll(async () => {
  ;[suite, browser] = await Promise.all([startSuite(), launchBrowser()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})
afterEach(async () => {
  await screen.close()
  expect(screen.faults.filter(fault => !/Failed to load resource/.test(fault))).toEqual([])
})

const open = async (citizen?: Citizen) => {
  screen = await openScreen(browser, suite, citizen)
  page = screen.page
}
const tap = (name: string) => page.getByRole('button', { name, exact: true }).click()
const heading = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor()

test('signing in holds no barrier, from the phone to the name', async () => {
  await open()
  await screen.open('/packages/apply/sign-in/index')
  await lookAt(screen, 'phone')
  await tap('获取短信验证码')
  await page.getByText('有 1 处需要修改').waitFor()
  await lookAt(screen, 'phone, wrong')
  await page.getByLabel(/^手机号码/).fill(people.ayi.mobile)
  await tap('获取短信验证码')
  await page.getByLabel(/^验证码/).fill('12')
  await tap('登录')
  await page.getByText('验证码是 6 位数字').first().waitFor()
  await lookAt(screen, 'code, wrong')
  await page.getByLabel(/^验证码/).fill(await codeOf(suite, people.ayi.mobile))
  await tap('登录')
  await tap('核验并继续')
  await page.getByText('有 2 处需要修改').waitFor()
  await lookAt(screen, 'name, wrong')
}, 60_000)

test('a session that is there already is not asked for again, and leads only to pages of ours', async () => {
  const citizen = suite.citizen()
  await citizen.become(people.chen)
  await open(citizen)
  const then = encodeURIComponent(form)
  await page.goto(`${suite.url}/#/packages/apply/sign-in/index?then=${then}`)
  await heading('去哪里看病')
  await page.goto(
    `${suite.url}/#/packages/apply/sign-in/index?then=${encodeURIComponent('https://example.cn/')}`,
  )
  await heading('要办什么事？')
}, 60_000)
