// 补正 from both sides: the officer on the department's own pages, the applicant on the built H5.
import sharp from 'sharp'
import type { Browser } from 'playwright-core'
import { readCase } from '@shared/cases/contract'
import { people, type Citizen } from '../server/test/citizen'
import { startSuite, type Suite } from '../server/test/suite'
import { launchBrowser } from './browser'
import { openScreen, type Screen } from './screen'
import { applyForTruckPass, officerDecides } from './truck-pass'

let suite: Suite
let browser: Browser
let zhao: Citizen
let screen: Screen
let photo: Buffer

beforeAll(async () => {
  ;[suite, browser] = await Promise.all([startSuite(), launchBrowser()])
  zhao = suite.citizen()
  await zhao.become(people.zhao)
  const red = { r: 200, g: 30, b: 30 }
  photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: red } })
    .png()
    .toBuffer()
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

const correctionOf = (caseNumber: string) => `/packages/case/correction/index?case=${caseNumber}`
const send = () => screen.page.getByRole('button', { name: '提交补正' })

/** A case of which the department wants an earlier time and a waybill. */
async function askedForTwo(): Promise<string> {
  const caseNumber = await applyForTruckPass(suite, zhao)
  await officerDecides(suite, zhao, caseNumber, { status: '20' })
  await officerDecides(suite, zhao, caseNumber, {
    status: '30',
    corrections: [
      { field: 'toTime', message: '出城时间请提前。' },
      { field: 'waybill', message: '请补一张送货单。' },
    ],
  })
  return caseNumber
}

async function choosePhoto(name: string, mimeType: string, buffer: Buffer): Promise<void> {
  const chooser = screen.page.waitForEvent('filechooser')
  await screen.page.getByRole('button', { name: '从手机里选' }).click()
  await (await chooser).setFiles({ name, mimeType, buffer })
}

test('the officer asks for two points by name; both are answered at once, reach the officer, and the pass is granted', async () => {
  const caseNumber = await applyForTruckPass(suite, zhao)
  const officer = await openScreen(browser, suite)
  const desk = officer.page
  await desk.goto(`${suite.outside.desk}/officer`)
  await desk.getByRole('link', { name: new RegExp(caseNumber) }).click()
  await desk.getByRole('button', { name: '受理', exact: true }).click()
  await desk.getByText('要求补正', { exact: true }).click()
  await desk.getByRole('button', { name: '再加一条' }).click()
  const [which, how] = [desk.getByLabel('哪一项'), desk.getByLabel('要怎样补正')]
  await which.nth(0).selectOption({ label: '每天几点出城' })
  await how.nth(0).fill('出城时间请提前到 15 点。')
  await which.nth(1).selectOption({ label: '送货单或运输合同' })
  await how.nth(1).fill('请补一张送货单。')
  await desk.getByRole('button', { name: '发出补正通知' }).click()
  await suite.until('the notice', async () => (await zhao.call(readCase, { caseNumber })).correction)

  const { page } = screen
  await screen.open(`/packages/case/detail/index?case=${caseNumber}`)
  await page.getByText('待补正', { exact: true }).first().waitFor()
  await page.getByText('已停表').waitFor()
  await page.getByRole('button', { name: '去补正' }).click()
  await page.getByRole('heading', { name: '补正', exact: true }).waitFor()
  await page.getByText('补正期间不计入部门的办理期限').waitFor()
  expect(await page.getByRole('textbox').count()).toBe(0)
  expect(await page.getByRole('combobox').count()).toBe(1)

  await page.getByRole('button', { name: '还有 2 处没有改好' }).waitFor()
  await page.getByLabel(/每天几点出城/).selectOption('15:00')
  await page.getByRole('button', { name: '还有 1 处没有改好' }).waitFor()
  await choosePhoto('送货单.png', 'image/png', photo)
  await page.getByText('已上传').waitFor()
  await send().click()
  await page.getByText('补正已交上').waitFor()
  await page.getByRole('button', { name: '看办件' }).click()
  await page.getByText('距承诺办结').waitFor()

  await suite.until('the answer at the department', async () => {
    await desk.reload()
    return (await desk.getByRole('heading', { name: '第 1 次补正' }).count()) > 0
  })
  const supplement = desk.getByRole('region', { name: '第 1 次补正' })
  expect(await supplement.textContent()).toContain('15:00')
  const material = await supplement.getByRole('link', { name: '送货单.png' }).getAttribute('href')
  const opened = await desk.request.get(new URL(material ?? '', suite.outside.desk).href)
  expect([opened.status(), opened.headers()['content-type']]).toEqual([200, 'image/png'])

  await desk.getByText('准予', { exact: true }).click()
  await desk.getByLabel('意见（可不填）').fill('准予通行，请按时段行驶。')
  await desk.getByRole('button', { name: '作出准予决定' }).click()
  await suite.until('the decision', async () => (await zhao.call(readCase, { caseNumber })).outcome)
  await page.getByText('已办结：准予').first().waitFor()
  await page.getByText('准予通行，请按时段行驶。').first().waitFor()
  await page.getByRole('button', { name: /我提交的材料/ }).click()
  const link = page.getByRole('link', { name: '打开 送货单.png' })
  const own = await page.request.get((await link.getAttribute('href')) ?? '')
  expect([own.status(), own.headers()['content-type']]).toEqual([200, 'image/png'])
  expect(officer.faults).toEqual([])
  await officer.close()
})

test('one point alone is not sent: the page names what is still missing', async () => {
  const caseNumber = await askedForTwo()
  const { page } = screen
  await screen.open(correctionOf(caseNumber))
  await page.getByLabel(/每天几点出城/).selectOption('15:00')
  await page.getByRole('button', { name: '还有 1 处没有改好' }).click()
  await page.getByRole('button', { name: /第 2 处还没有改/ }).click()
  expect(await page.locator(':focus').textContent()).toContain('送货单或运输合同')
  expect((await zhao.call(readCase, { caseNumber })).stage).toBe('correctionRequired')
})

test('a file of the wrong kind is refused at its place, and another one is taken', async () => {
  const caseNumber = await askedForTwo()
  const { page } = screen
  await screen.open(correctionOf(caseNumber))
  await page.getByLabel(/我核对过了，不用改/).check()
  await choosePhoto('送货单.png', 'image/png', Buffer.from('this is no picture'))
  await page.getByRole('button', { name: '重新上传' }).waitFor()
  expect(await send().count()).toBe(0)
  await page.getByRole('button', { name: '删除 送货单.png' }).click()
  await choosePhoto('送货单2.png', 'image/png', photo)
  await send().click()
  await page.getByText('补正已交上').waitFor()
  expect(screen.faults.splice(0)).toEqual([expect.stringContaining('422')])
})

test('an answer whose reply got lost arrives once', async () => {
  const caseNumber = await askedForTwo()
  const { page } = screen
  await screen.open(correctionOf(caseNumber))
  await page.getByLabel(/每天几点出城/).selectOption('15:00')
  await choosePhoto('送货单.png', 'image/png', photo)
  let lost = 0
  await page.route(/\/correction$/, async route => {
    if (lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort()
  })
  await send().click()
  await page.getByText('正在确认有没有交上').waitFor()
  await page.getByText('补正已交上').waitFor()
  const { timeline } = await zhao.call(readCase, { caseNumber })
  expect(timeline.filter(({ title }) => title === '已提交补正')).toHaveLength(1)
  expect(screen.faults.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')])
})

test('a correction that was decided meanwhile says so instead of pretending', async () => {
  const caseNumber = await askedForTwo()
  const { page } = screen
  await screen.open(correctionOf(caseNumber))
  await page.getByLabel(/每天几点出城/).selectOption('15:00')
  await choosePhoto('送货单.png', 'image/png', photo)
  await send().waitFor()
  await officerDecides(suite, zhao, caseNumber, { status: '51', opinion: '逾期未补。', articles: ['第八条'] })
  await send().click()
  await page.getByText('现在不需要补正').waitFor()
  await page.getByRole('button', { name: '看办件' }).click()
  await page.getByText('逾期未补。').first().waitFor()
  expect(screen.faults.splice(0)).toEqual([expect.stringContaining('409')])
})

test('the page puts no barrier in anybody’s way, with normal and with the largest letters', async () => {
  const caseNumber = await askedForTwo()
  await screen.open(correctionOf(caseNumber))
  for (const letters of ['normal', 'large', 'largest'] as const) {
    await screen.page.setViewportSize({ width: letters === 'largest' ? 320 : 390, height: 844 })
    await screen.letters(letters)
    await screen.page.getByRole('button', { name: '还有 2 处没有改好' }).click()
    await screen.page.getByText('有 2 处需要修改').waitFor()
    expect(await screen.barriers()).toEqual([])
  }
})

test('an answer after the day the pass was to start is judged by what was asked, and the days left go on', async () => {
  const caseNumber = await applyForTruckPass(suite, zhao)
  await officerDecides(suite, zhao, caseNumber, { status: '20' })
  await officerDecides(suite, zhao, caseNumber, {
    status: '30',
    corrections: [{ field: 'toTime', message: '出城时间请提前。' }],
  })
  await suite.passTime(5 * 86_400_000)
  // So long a time ends every session.
  zhao = suite.citizen()
  await zhao.become(people.zhao)
  const later = await openScreen(browser, suite, zhao)
  await later.open(correctionOf(caseNumber))
  await later.page.getByLabel(/每天几点出城/).selectOption('15:00')
  await later.page.getByRole('button', { name: '提交补正' }).click()
  await later.page.getByText('补正已交上').waitFor()
  await later.page.getByRole('button', { name: '看办件' }).click()
  await later.page.getByText('距承诺办结').waitFor()
  expect(later.faults).toEqual([])
  await later.close()
})
