// Every state of applying, as everybody meets it: by axe, by letters' size, by width, in both modes.
import type { Browser, Page, Route } from 'playwright-core'
import { saveDraft } from '@shared/cases/contract'
import { addDays, dayOf } from '@shared/formats/day'
import { people, type Citizen } from '../server/test/citizen'
import { startSuite, type Suite } from '../server/test/suite'
import { launchBrowser } from './browser'
import { lookAt } from './look-at'
import { openScreen, type Screen } from './screen'

const filing = 'YT-YB-001'
const form = `/packages/apply/form/index?item=${filing}`
const today = dayOf(new Date())

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

test('the form holds no barrier in any of its states, and a draft changed elsewhere is the person’s choice', async () => {
  const lin = suite.citizen()
  await lin.become(people.lin)
  await open(lin)
  await screen.open(form)
  await heading('去哪里看病')
  await lookAt(screen, 'form')
  await tap('下一步')
  await page.getByText('有 1 处需要修改').waitFor()
  await page.getByLabel(/^就医地/).selectOption({ label: '云汀市' })
  await page.getByText('按规定不能办理', { exact: true }).waitFor()
  await lookAt(screen, 'form, refused by a rule')

  await page.getByLabel(/^就医地/).selectOption({ label: '成都市' })
  await page.getByText('按规定不能办理', { exact: true }).waitFor({ state: 'detached' })
  const elsewhere = { destinationRegion: '440100', insuredRegion: '990100' }
  const version = await page.evaluate<number>(
    `fetch('api/drafts/${filing}').then(answer => answer.json()).then(draft => draft.version)`,
  )
  await lin.call(saveDraft, { itemCode: filing, baseVersion: version, values: elsewhere, materials: {} })
  await page.getByLabel(/^就医地/).selectOption({ label: '昆明市' })
  await page.getByText('就医地：这里是“昆明市”，别处是“广州市”').waitFor()
  await lookAt(screen, 'form, changed elsewhere')
  await tap('用这里的内容')
  await page.getByText('这份申请在别处修改过').waitFor({ state: 'detached' })
  await page.reload()
  await heading('去哪里看病')
  expect(await page.getByLabel(/^就医地/).inputValue()).toBe('530100')

  await tap('清空重填')
  await page.getByRole('alertdialog').waitFor()
  expect(await screen.barriers()).toEqual([])
  await page.getByRole('alertdialog').getByRole('button', { name: '清空重填' }).click()
  await page.getByText('已清空，可以重新填写。').waitFor()
  expect(await page.getByLabel(/^就医地/).inputValue()).toBe('')
  await tap('撤销清空')
  await page.getByText(/^已保存/).waitFor()
  expect(await page.getByLabel(/^就医地/).inputValue()).toBe('530100')

  await page.context().setOffline(true)
  await page.getByLabel(/^就医地/).selectOption({ label: '贵阳市' })
  await page.getByText('没有保存，会自动重试。请先不要关闭页面。').waitFor()
  await lookAt(screen, 'form, not saved')
  await page.context().setOffline(false)
  await page.getByText(/^已保存/).waitFor()
  await tap('下一步')
  await page.getByLabel('退休后到外地定居').check()
  await tap('去确认')
  await page.getByText('有 2 处需要修改').waitFor()
  await lookAt(screen, 'second step, files missing')
}, 60_000)

test('confirmation and receipt hold no barrier; what blocks leads to its field; no answer is never called success', async () => {
  const wang = suite.citizen()
  await wang.become(people.wang)
  const values = {
    insuredRegion: '990100',
    destinationRegion: '990100',
    kind: 'temporary',
    startOn: addDays(today, 3),
  }
  await wang.call(saveDraft, { itemCode: filing, baseVersion: 0, values, materials: {} })
  await open(wang)
  await screen.open(`/packages/apply/confirm/index?item=${filing}`)
  await page.getByText('还不能提交，有 1 处需要修改').waitFor()
  await lookAt(screen, 'confirmation, blocked')
  await page.getByRole('button', { name: /请把“就医地”改成那个城市/ }).click()
  await heading('去哪里看病')
  await page.locator('select:focus').selectOption({ label: '杭州市' })
  await page.getByText('按规定不能办理', { exact: true }).waitFor({ state: 'detached' })
  await tap('下一步')
  await tap('去确认')
  await page.getByText('杭州市').waitFor()
  await tap('提交申请')
  await page.getByText('有 1 处需要修改').waitFor()
  await lookAt(screen, 'confirmation, not pledged')

  let isDown = true
  await page.route(/\/api\/cases$/, (route: Route) =>
    isDown && route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await page.getByLabel(/我承诺/).check()
  await tap('提交申请')
  await page.getByText('正在确认办理结果').waitFor()
  await lookAt(screen, 'confirmation, finding out')
  isDown = false
  await heading('申请已提交')
  await page.getByText('接下来').waitFor()
  await lookAt(screen, 'receipt')
  await tap('复制办件编号')
  await page
    .getByText(/办件编号已复制|没有复制成功/)
    .first()
    .waitFor()
}, 60_000)

test('a register that does not answer leaves its question to the person, and says so', async () => {
  const zhao = suite.citizen()
  await zhao.become(people.zhao)
  const down = { appId: suite.settings.DEPARTMENT_APP_ID, http500: true }
  const set = (faults: object) =>
    fetch(`${suite.outside.medicalInsurance}/admin/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(faults),
    })
  expect((await set(down)).status).toBe(200)
  await open(zhao)
  await screen.open(form)
  await page.getByText('医保参保登记暂时没有响应，相关内容请您自己填写，由办理部门核对。').waitFor()
  await page.getByLabel('澜江市').check()
  await page.getByText(/^已保存/).waitFor()
  await lookAt(screen, 'form, a source is silent')
  await set({ ...down, http500: false })
}, 60_000)

test('the form engine and its rules travel only with the form, not with the home page', async () => {
  await open()
  const scripts: Promise<string>[] = []
  page.on('response', response => {
    if (response.url().endsWith('.js')) scripts.push(response.text())
  })
  await screen.open('/pages/home/index')
  const atHome = (await Promise.all(scripts)).join('\n')
  const engine = '不在可选范围内'
  const rules = 'timesOverlap'
  expect([engine, rules].filter(sign => atHome.includes(sign))).toEqual([])
})
