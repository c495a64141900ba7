// 登录, 在线办理, 确认, 回执 on the built H5: whole journeys, with what goes wrong on the way.
import type { Browser, Page, Route } from 'playwright-core'
import { addDays, dayOf } from '@shared/formats/day'
import { people } from '../server/test/citizen'
import { startSuite, type Suite } from '../server/test/suite'
import { launchBrowser } from './browser'
import { chooseFiles, codeOf, signInByPhone, smallJpeg, tabTo, verifyName } from './citizen-in-browser'
import { openScreen, type Screen } from './screen'

const filing = 'YT-YB-001'
const truckPass = 'YT-CL-001'
const form = (item: string) => `/packages/apply/form/index?item=${item}`
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
  // A refusal on purpose, or an answer this test lost, shows on the console, too; a script's error is another thing.
  expect(screen.faults.filter(fault => !/Failed to load resource/.test(fault))).toEqual([])
})

const open = async (person?: keyof typeof people) => {
  const citizen = suite.citizen()
  if (person) await citizen.become(people[person])
  screen = await openScreen(browser, suite, person && citizen)
  page = screen.page
}
const tap = (name: string) => page.getByRole('button', { name, exact: true }).click()
const heading = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor()
const saved = () => page.getByText(/^已保存/).waitFor()
const casesOf = async (): Promise<{ itemName: string }[]> => {
  const answer = await page.request.get(`${suite.url}/api/cases`)
  return ((await answer.json()) as { cases: { itemName: string }[] }).cases
}

/** Lets the server act on the next submissions and loses its answers. */
async function loseAnswers(count: number): Promise<void> {
  let lost = 0
  await page.route(/\/api\/cases$/, async (route: Route) => {
    if (route.request().method() !== 'POST' || lost >= count) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort()
  })
}

test('异地就医备案 from the guide to the receipt, with every slip mended and nothing lost on the way', async () => {
  await open()
  await screen.open(`/packages/find/guide/index?item=${filing}`)
  await page
    .getByRole('link', { name: /办理/ })
    .or(page.getByRole('button', { name: /办理/ }))
    .first()
    .click()

  // Phone: a number too short is told before anything is sent; a wrong code costs one of five tries.
  await page.getByLabel(/^手机号码/).fill('1990000')
  await tap('获取短信验证码')
  await page.getByText('现在是 7 位').first().waitFor()
  await page.getByLabel(/^手机号码/).fill(people.lin.mobile)
  await tap('获取短信验证码')
  const right = await codeOf(suite, people.lin.mobile)
  await page.getByLabel(/^验证码/).fill(right === '000000' ? '111111' : '000000')
  await tap('登录')
  await page.getByText('还可以试 4 次').first().waitFor()
  expect(await page.getByLabel(/^验证码/).getAttribute('autocomplete')).toBe('one-time-code')

  // A refresh keeps the step, and no number is left behind on the device.
  await page.reload()
  await page.getByLabel(/^验证码/).fill(right)
  expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(people.lin.mobile)
  await page.getByLabel(/^手机号码/).fill(people.lin.mobile)
  await tap('登录')

  // Name: the reason is told; a wrong name is refused without saying which of the two is wrong.
  await heading('为什么要姓名和身份证号码')
  await verifyName(page, { ...people.lin, name: '林小雨' })
  await page.getByText('姓名与身份证号码未能通过核验，请核对后重试。').waitFor()
  await verifyName(page, people.lin)

  // 去哪里看病: the register's value is shown, not asked; the insured region is refused with its article.
  await heading('去哪里看病')
  await page.getByText('来自医保参保登记').waitFor()
  await tap('下一步')
  await page.getByRole('button', { name: '「就医地」还没有选择，请选择。' }).click()
  await page.getByLabel(/^就医地/).selectOption({ label: '云汀市' })
  await page.getByText('依据：《云汀市异地就医备案管理办法》第六条').waitFor()
  await tap('下一步')
  await page.getByRole('button', { name: /^您选的就医地就是参保地/ }).waitFor()
  await page.getByLabel(/^就医地/).selectOption({ label: '上海市' })
  await page.getByText('按规定不能办理', { exact: true }).waitFor({ state: 'detached' })
  await tap('下一步')

  // 什么原因: reloaded in the middle, right after typing.
  await heading('什么原因')
  await page.getByLabel('单位派驻外地工作').check()
  await page.reload()
  await heading('什么原因')
  expect(await page.getByLabel('单位派驻外地工作').isChecked()).toBe(true)
  await chooseFiles(page, [
    { name: '外派证明.jpg', bytes: await smallJpeg() },
    { name: '不是照片.jpg', bytes: Buffer.from('only text') },
  ])
  await page.getByText('已上传', { exact: true }).waitFor()
  await page.getByText('无法识别这个文件').waitFor()
  await tap('删除 不是照片.jpg')
  await page.getByLabel(/^开始日期/).fill(addDays(today, 200))
  await tap('去确认')
  await page.getByRole('button', { name: /^「开始日期」不能晚于/ }).waitFor()
  await page.getByLabel(/^开始日期/).fill(addDays(today, 5))
  await tap('去确认')

  // 确认: in words, masked, with the pledge; the answer is lost twice and found again.
  await heading('确认并提交')
  const main = page.getByRole('main').last()
  await main.getByText('上海市').waitFor()
  expect(await main.innerText()).toMatch(/\*\*雨[^]*免费[^]*1 个工作日/)
  await tap('提交申请')
  await page.getByRole('button', { name: '请看一遍，确认无误后勾选承诺。' }).waitFor()
  await page.getByLabel(/我承诺/).check()
  await loseAnswers(2)
  await page.getByRole('button', { name: '提交申请' }).dblclick()
  await heading('申请已提交')
  const number = /YT[0-9A-Z]{11}/.exec(await page.getByRole('main').last().innerText())?.[0]
  expect(number).toBeDefined()
  expect(await casesOf()).toHaveLength(1)

  // Back leads to no form that waits to be filled in again.
  await page.goBack()
  await page.getByText('这份申请已提交').waitFor()
}, 60_000)

test('货车通行证 in three steps: any plate of mine, and rules that explain themselves', async () => {
  await open('zhao')
  await screen.open(form(truckPass))
  await page.getByText('第 1 步，共 3 步').waitFor()
  await page.getByLabel('云Z54321').check()
  await page.getByText('2026-06-30', { exact: true }).waitFor()
  await page.getByText(/依据：《中华人民共和国道路交通安全法》第十三条/).waitFor()
  await page.getByLabel('云Z1234挂').check()
  await page.getByLabel(/^牵引车车牌号/).fill('云z·12345')
  await page.getByLabel(/^牵引车车牌号/).blur()
  expect(await page.getByLabel(/^牵引车车牌号/).inputValue()).toBe('云Z12345')
  await page.getByLabel('云ZD12345').check()
  expect(await page.getByLabel(/^牵引车车牌号/).count()).toBe(0)
  await page.getByText('轻型新能源货车').waitFor()
  await tap('下一步')

  await heading('时间与路线')
  await page.getByLabel(/^从哪天开始/).fill(addDays(today, 3))
  await page.getByLabel(/^到哪天结束/).fill(addDays(today, 9))
  await page.getByLabel(/^每天几点进城/).selectOption('08:00')
  await page.getByLabel(/^每天几点出城/).selectOption('16:00')
  await page.getByLabel('望江大桥').check()
  await tap('下一步')
  await page.getByRole('button', { name: /^您选的时间是 08:00 到 16:00/ }).waitFor()
  await page.getByLabel(/^每天几点进城/).selectOption('09:00')
  await page.getByText('按规定不能办理', { exact: true }).waitFor({ state: 'detached' })
  await tap('下一步')

  await heading('确认信息')
  await page.getByLabel('我确认').check()
  await tap('去确认')
  await heading('确认并提交')

  // A line of the summary leads back to its field, and forth again.
  await page.getByRole('button', { name: '修改“时间与路线”' }).click()
  await heading('时间与路线')
  await page.getByLabel(/^每天几点出城/).selectOption('15:00')
  await tap('下一步')
  await tap('去确认')
  await page.getByRole('main').last().getByText('15:00').waitFor()

  // The answer is lost, and the page is loaded anew before it is found: still one case.
  await page.getByLabel(/我承诺/).check()
  await loseAnswers(1)
  await tap('提交申请')
  await page.getByText('正在确认办理结果').waitFor()
  await page.reload()
  await heading('申请已提交')
  expect(await casesOf()).toHaveLength(1)
}, 60_000)

test('the keyboard alone is enough, from the form to the receipt', async () => {
  await open('wang')
  await screen.open(form(filing))
  await heading('去哪里看病')
  await tabTo(page, page.getByLabel(/^就医地/))
  for (let down = 0; down < 3; down += 1) await page.keyboard.press('ArrowDown')
  await tabTo(page, page.getByRole('button', { name: '下一步' }))
  await page.keyboard.press('Enter')
  await page.locator('h2:focus', { hasText: '什么原因' }).waitFor()
  await tabTo(page, page.getByLabel('临时外出就医'))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByLabel(/^开始日期/))
  const [year, month, day] = addDays(today, 2).split('-')
  await page.keyboard.type(`${month}${day}${year}`)
  await tabTo(page, page.getByRole('button', { name: '去确认' }))
  await page.keyboard.press('Enter')
  await page.locator('h1:focus', { hasText: '确认并提交' }).waitFor()
  await page.getByText('北京市').waitFor()
  await tabTo(page, page.getByLabel(/我承诺/))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByRole('button', { name: '提交申请' }))
  await page.keyboard.press('Enter')
  await page.locator('h1:focus', { hasText: '申请已提交' }).waitFor()
  await tabTo(page, page.getByRole('button', { name: '查看办理进度' }))
  await page.keyboard.press('Enter')
  await heading('办件详情').catch(() => undefined)
  expect(page.url()).toContain('/packages/case/detail/index?case=YT')
}, 60_000)

test('a session that ends in mid-form loses nothing: signing in again goes on where it was', async () => {
  await open()
  await screen.open(form(filing))
  await signInByPhone(page, suite, people.chen)
  await verifyName(page, people.chen)
  await heading('去哪里看病')
  await page.getByLabel(/^就医地/).selectOption({ label: '天津市' })
  await saved()
  await page.context().clearCookies()
  await page.getByLabel(/^就医地/).selectOption({ label: '重庆市' })
  await page.getByText('登录已过期').waitFor()
  await suite.passTime(60_000)
  await tap('重新登录')
  await signInByPhone(page, suite, people.chen)
  await verifyName(page, people.chen)
  await heading('去哪里看病')
  await saved()
  await page.reload()
  await heading('去哪里看病')
  expect(await page.getByLabel(/^就医地/).inputValue()).toBe('500000')
}, 60_000)
