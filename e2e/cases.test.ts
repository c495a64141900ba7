// 我的办件, 办件详情 and 我的消息 on the built H5, with the vehicle department's officer on the other side.
import type { Browser } from 'playwright-core'
import { listCases, readCase } from '@shared/cases/contract'
import { people, type Citizen } from '../server/test/citizen'
import { startSuite, type Suite } from '../server/test/suite'
import { launchBrowser } from './browser'
import { openScreen, type Screen } from './screen'
import { applyForTruckPass, officerDecides } from './truck-pass'

const dayMs = 86_400_000
const list = '/packages/case/list/index'
const inbox = '/packages/case/inbox/index'
const detail = (caseNumber: string) => `/packages/case/detail/index?case=${caseNumber}`

let suite: Suite
let browser: Browser
let zhao: Citizen
let screen: Screen

beforeAll(async () => {
  ;[suite, browser] = await Promise.all([startSuite(), launchBrowser()])
  zhao = suite.citizen()
  await zhao.become(people.zhao)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})
beforeEach(async () => {
  screen = await openScreen(browser, suite, zhao)
})
afterEach(async () => {
  const { faults } = screen
  await screen.close()
  expect(faults).toEqual([])
})

test('before the first application the list and the inbox say so and lead on', async () => {
  await screen.open(list)
  await screen.page.getByText('还没有办件').waitFor()
  await screen.page.getByRole('button', { name: '去找要办的事' }).click()
  await screen.page.getByRole('heading', { name: '找要办的事' }).waitFor()
  await screen.open(inbox)
  await screen.page.getByText('还没有消息').waitFor()
})

test('the open page follows the department by itself, to the decision and its opinion', async () => {
  const caseNumber = await applyForTruckPass(suite, zhao)
  const { page } = screen
  await screen.open(detail(caseNumber))
  await page.getByText('个工作日').waitFor()
  await officerDecides(suite, zhao, caseNumber, { status: '20' })
  await page.getByText('已受理', { exact: true }).first().waitFor()
  await officerDecides(suite, zhao, caseNumber, { status: '50', opinion: '准予通行，请按时段行驶。' })
  await page.getByText('已办结：准予').first().waitFor()
  const decision = page.getByRole('region', { name: '办理结果' })
  expect(await decision.textContent()).toContain('准予通行，请按时段行驶。')
  expect(
    await page
      .getByRole('list', { name: /办理过程/ })
      .getByRole('listitem')
      .count(),
  ).toBe(5)
  expect(await page.getByRole('button', { name: '撤回申请' }).count()).toBe(0)
})

test('withdrawing asks first, says what became of it, and is told in the inbox', async () => {
  const caseNumber = await applyForTruckPass(suite, zhao)
  const { page } = screen
  await screen.open(detail(caseNumber))
  await page.getByRole('button', { name: '撤回申请' }).click()
  const question = page.getByRole('alertdialog', { name: '要撤回这份申请吗？' })
  await question.getByRole('button', { name: '不撤回' }).click()
  await question.waitFor({ state: 'detached' })
  expect((await zhao.call(readCase, { caseNumber })).stage).toBe('received')

  await page.getByRole('button', { name: '撤回申请' }).click()
  await question.getByRole('button', { name: '撤回申请' }).dblclick()
  await page.getByText('申请已撤回。').waitFor()
  await page.getByText('已撤回', { exact: true }).first().waitFor()
  expect((await zhao.call(readCase, { caseNumber })).stage).toBe('withdrawn')
  expect(await page.getByRole('button', { name: '撤回申请' }).count()).toBe(0)
})

test('a withdrawal whose answer got lost is found out, not guessed', async () => {
  const caseNumber = await applyForTruckPass(suite, zhao)
  const { page } = screen
  await screen.open(detail(caseNumber))
  await page.getByRole('button', { name: '撤回申请' }).click()
  let lost = 0
  await page.route(/\/withdrawal$/, async route => {
    if (lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('alertdialog').getByRole('button', { name: '撤回申请' }).click()
  await page.getByText('正在确认是否撤回').waitFor()
  await page.getByText('申请已撤回。').waitFor()
  const { timeline } = await zhao.call(readCase, { caseNumber })
  expect(timeline.filter(({ title }) => title === '申请已撤回')).toHaveLength(1)
  expect(screen.faults.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')])
})

test('a withdrawal that comes too late says so and shows the decision', async () => {
  const caseNumber = await applyForTruckPass(suite, zhao)
  const { page } = screen
  await screen.open(detail(caseNumber))
  await page.getByRole('button', { name: '撤回申请' }).click()
  await officerDecides(suite, zhao, caseNumber, {
    status: '51',
    opinion: '该路段正在施工。',
    articles: ['《云汀市中心城区货车通行管理规定》第八条'],
  })
  await page.getByRole('alertdialog').getByRole('button', { name: '撤回申请' }).click()
  await page.getByText('没有撤回：办件已经往前走了').waitFor()
  const decision = await page.getByRole('region', { name: '办理结果' }).textContent()
  expect(decision).toContain('该路段正在施工。')
  expect(decision).toContain('第八条')
  await page.getByRole('heading', { name: '不服这个决定怎么办' }).waitFor()
  expect(screen.faults.splice(0)).toEqual([expect.stringContaining('409')])
})

test('messages are unread until opened, and lead to their case', async () => {
  const { page } = screen
  await screen.open(inbox)
  const before = Number(/有 (\d+) 条没看过/.exec((await page.getByText(/条没看过/).textContent()) ?? '')?.[1])
  expect(before).toBeGreaterThan(1)
  expect(await page.getByText('未读', { exact: true }).count()).toBe(before)
  await page.getByRole('button', { name: /未读/ }).first().click()
  await page.getByText(`有 ${before - 1} 条没看过`).waitFor()
  await page.reload()
  await page.getByText(`有 ${before - 1} 条没看过`).waitFor()
  await page.getByRole('button', { expanded: false }).first().click()
  await page.getByRole('button', { name: '看这个办件' }).click()
  await page.getByRole('heading', { name: '办件详情' }).waitFor()
  await page.getByRole('heading', { name: '货车通行证' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: '我的消息' }).waitFor()
})

test('another person cannot tell the case from one that does not exist', async () => {
  const caseNumber = await applyForTruckPass(suite, zhao)
  const lin = suite.citizen()
  await lin.become(people.lin)
  const other = await openScreen(browser, suite, lin)
  for (const number of [caseNumber, `${caseNumber.slice(0, -1)}0`]) {
    await other.open(detail(number))
    await other.page.getByText('看不到这个办件').waitFor()
    expect(await other.page.getByText('货车通行证').count()).toBe(0)
  }
  await other.page.getByRole('button', { name: '看我的办件' }).click()
  await other.page.getByText('还没有办件').waitFor()
  expect(other.faults.every(fault => fault.includes('404'))).toBe(true)
  await other.close()
})

test('nobody signed in is led to sign-in, and from there would come back', async () => {
  const nobody = await openScreen(browser, suite)
  await nobody.open(list)
  await nobody.page.waitForURL(/sign-in.*then=/)
  expect(nobody.faults).toEqual([])
  await nobody.close()
})

test('time that passes shows: days left, then days over the promise', async () => {
  const caseNumber = await applyForTruckPass(suite, zhao)
  const { page } = screen
  await screen.open(detail(caseNumber))
  await page.getByText('距承诺办结').waitFor()
  expect(await page.getByText('承诺办结日').count()).toBe(1)
  await suite.passTime(8 * dayMs)
  // So long a time ends every session.
  zhao = suite.citizen()
  await zhao.become(people.zhao)
  const later = await openScreen(browser, suite, zhao)
  await later.open(list)
  await later.page
    .getByText(/已超期 \d+ 个工作日/)
    .first()
    .waitFor()
  await later.open(detail(caseNumber))
  await later.page.getByText('已超过承诺日期').waitFor()
  await later.close()
})

describe.each(['normal', 'large', 'largest'] as const)('with %s letters', letters => {
  test('list, case and inbox put no barrier in anybody’s way', async () => {
    const { cases } = await zhao.call(listCases, {})
    const refused = cases.find(({ outcome }) => outcome === 'refused')?.caseNumber ?? ''
    const running = cases.find(({ heldBy }) => heldBy === 'department')?.caseNumber ?? ''
    await screen.page.setViewportSize({ width: letters === 'largest' ? 320 : 390, height: 844 })
    for (const route of [list, inbox, detail(refused), detail(running)]) {
      await screen.open(route)
      await screen.letters(letters)
      await screen.page.locator('.ui-loading').waitFor({ state: 'detached' })
      const folded = screen.page.getByRole('button', { expanded: false })
      if ((await folded.count()) > 0) await folded.first().click()
      expect(await screen.barriers()).toEqual([])
    }
  })
})
