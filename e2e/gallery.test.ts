import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from './browser'
import { buildGallery, serveBuilt } from './gallery'

let browser: Browser
let server: Awaited<ReturnType<typeof serveBuilt>>
let context: BrowserContext
let page: Page
let faults: string[]
const inPage = path.resolve(__dirname, '../client/test/in-page.js')

beforeAll(async () => {
  await buildGallery()
  ;[browser, server] = await Promise.all([launchBrowser(), serveBuilt('gallery')])
}, 240_000)
afterAll(async () => {
  await browser?.close()
  server?.close()
})
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  page = await context.newPage()
  await page.addInitScript({ path: inPage })
  faults = []
  page.on('console', message => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', error => faults.push(error.message))
})
afterEach(() => context.close())

const open = async (route = '/pages/gallery/index') => {
  await page.goto(`${server.url}#${route}`)
  await page.locator('h1').waitFor()
}
const focused = async () => (await page.locator(':focus').textContent()) ?? ''

describe.each(['normal', 'large', 'largest'])('with %s letters', size => {
  beforeEach(() => context.addInitScript(`localStorage.setItem('tongban.text-size', '${size}')`))

  test.each([320, 390, 1280])(
    'at %i px nothing is cut off, too small to touch, or refused by axe',
    async width => {
      await page.setViewportSize({ width, height: 844 })
      await open()
      await page.getByRole('button', { name: '提交', exact: true }).click()
      await page.getByText('有 3 处需要修改').waitFor()
      expect(await page.evaluate('inPage.sticksOut()')).toEqual([])
      expect(await page.evaluate(`inPage.tooSmall(${size === 'normal' ? 48 : 60})`)).toEqual([])
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
      expect(faults).toEqual([])
    },
  )
})

test('长辈版 is one tap, applies at once, and is remembered', async () => {
  await open('/pages/home/index')
  const letters = () => page.evaluate(`inPage.lettersOf(document.querySelector('main'))`)
  expect(await letters()).toBeGreaterThanOrEqual(16)
  await page.getByRole('button', { name: '长辈版' }).click()
  expect(await letters()).toBeGreaterThanOrEqual(18)
  await page.getByRole('button', { name: '字大些' }).click()
  expect(await letters()).toBe(30)
  await page.reload()
  await page.locator('h1').waitFor()
  expect(await letters()).toBe(30)
  const help = page.getByRole('complementary', { name: '人工帮助' })
  expect(await help.getByRole('link', { name: '拨打 12345' }).getAttribute('href')).toBe('tel:12345')
})

test('a field is known by its label, its hint, its error and its origin', async () => {
  await open()
  await page.getByRole('button', { name: '提交', exact: true }).click()
  const mobile = page.getByLabel(/^手机号码/)
  const described = await page.evaluate(`inPage.describedBy('手机号码')`)
  expect(described).toEqual(['办理结果会发短信到这个号码。', '请修改：请填写手机号码，11 位数字。'])
  expect(await mobile.getAttribute('aria-invalid')).toBe('true')
  expect(await mobile.getAttribute('aria-required')).toBe('true')
  const origin = await page.evaluate(`inPage.describedBy('姓名')`)
  expect(origin).toEqual(['来自：人口库 · 可修改'])
})

test('the error summary takes the focus, and each line leads to its field', async () => {
  await open()
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText('有 3 处需要修改').waitFor()
  expect(await focused()).toContain('有 3 处需要修改')
  await page.getByRole('button', { name: '请填写手机号码，11 位数字。' }).click()
  await page.keyboard.type('19900000001')
  expect(await page.getByLabel(/^手机号码/).inputValue()).toBe('19900000001')
  await page.getByRole('button', { name: '请选择备案类型。' }).click()
  await page.keyboard.press('Space')
  expect(await page.getByRole('radio', { name: /异地长期居住/ }).isChecked()).toBe(true)
})

test('a double tap does the work once, and the busy button keeps the focus', async () => {
  await open()
  const button = page.getByRole('button', { name: '提交申请' })
  await button.dblclick()
  await button.press('Enter')
  await page.getByText('已提交 1 次').waitFor()
  expect(await button.getAttribute('aria-busy')).toBe('true')
  expect(await focused()).toContain('提交申请')
})

test('a dialog holds the focus, closes on Esc and gives the focus back', async () => {
  await open()
  await page.getByRole('button', { name: '撤回申请' }).press('Enter')
  const dialog = page.getByRole('alertdialog', { name: '要撤回这份申请吗？' })
  await dialog.waitFor()
  const visited: string[] = []
  for (const key of ['Tab', 'Tab', 'Tab', 'Shift+Tab']) {
    await page.keyboard.press(key)
    visited.push(await focused())
  }
  expect(visited).toEqual(['不撤回', '撤回申请', '不撤回', '撤回申请'])
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await focused()).toBe('撤回申请')
})

test('a new page moves the focus to its heading; back returns it to the link', async () => {
  await open()
  const link = page.getByRole('link', { name: /异地就医备案/ })
  await link.press('Enter')
  await page.getByRole('heading', { name: '要办什么事？' }).waitFor()
  await page.locator('h1:focus').waitFor()
  expect(await focused()).toBe('要办什么事？')
  expect(await page.title()).toBe('要办什么事？')
  await page.goBack()
  await page.getByRole('heading', { name: '组件一览' }).waitFor()
  await page.locator('a:focus').waitFor()
  expect(await focused()).toContain('异地就医备案')
  expect(await page.title()).toBe('组件一览')
})

test('two taps on a link open its page once', async () => {
  await open()
  await page.getByRole('link', { name: /异地就医备案/ }).dblclick()
  await page.getByRole('heading', { name: '要办什么事？' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: '组件一览' }).waitFor()
})

test('back without a page behind goes home, as after a refresh', async () => {
  await open()
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByRole('heading', { name: '要办什么事？' }).waitFor()
})

test('the first stop of the Tab key skips to the content', async () => {
  await open()
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('跳到正文')
  await page.keyboard.press('Enter')
  await page.locator('main:focus').waitFor()
})

test('search is a landmark and answers to the Enter key', async () => {
  await open()
  await page.getByRole('search').getByLabel('搜索办事事项').fill('通行证')
  await page.keyboard.press('Enter')
  await page.getByText('搜索了：通行证').waitFor()
})

test('files arrive from the chooser and leave by their own button', async () => {
  await open()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '从手机里选' }).click()
  await (await chooser).setFiles({ name: '证明.png', mimeType: 'image/png', buffer: Buffer.from('png') })
  await page.getByText('证明.png').waitFor()
  await page.getByRole('button', { name: '删除 证明.png' }).click()
  await page.getByText('证明.png', { exact: true }).waitFor({ state: 'detached' })
  expect(await page.getByText('已删除 证明.png').count()).toBe(1)
})

test('a typed day is understood however it is written', async () => {
  await open()
  const birthday = page.getByLabel(/^出生日期/)
  await birthday.fill('1951年5月6日')
  await birthday.blur()
  expect(await birthday.inputValue()).toBe('1951-05-06')
})

test('a script that does not arrive is told to the person, with a way to try again', async () => {
  await page.route(/\/js\/app\./, route => route.abort())
  await page.goto(`${server.url}#/pages/home/index`)
  await page.getByText('页面没有完整打开，请检查网络。').waitFor()
  await page.unroute(/\/js\/app\./)
  await page.getByRole('link', { name: '重新打开' }).click()
  await page.getByRole('heading', { name: '要办什么事？' }).waitFor()
})

test('an address that leads nowhere leads home', async () => {
  await open('/pages/forgotten/index?from=old')
  await page.getByRole('heading', { name: '要办什么事？' }).waitFor()
})

test('a page that does not arrive is told, can be stayed away from, and arrives on the next try', async () => {
  await open()
  const link = page.getByRole('link', { name: /异地就医备案/ })
  await context.route(/\/js\/(?!app)/, route => route.abort())
  await link.click()
  const told = page.getByRole('alertdialog', { name: '页面没有打开' })
  await told.waitFor()
  await page.getByRole('button', { name: '留在这里' }).click()
  await told.waitFor({ state: 'detached' })
  expect(await page.getByRole('heading', { name: '组件一览' }).isVisible()).toBe(true)
  await link.click()
  await told.waitFor()
  await context.unroute(/\/js\/(?!app)/)
  await told.getByRole('button', { name: '再试一次' }).click()
  await page.getByRole('heading', { name: '要办什么事？' }).waitFor()
})
