// 首页, 搜索, 办事指南 and 凭编号查进度 on the built H5, under a sub-path as behind a shared host name.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page, Request } from 'playwright-core'
import { makeCaseNumber } from '@shared/formats/case-number'
import { readSession } from '@shared/identity/contract'
import { importItems } from '../server/catalogue'
import { people, type Citizen } from '../server/test/citizen'
import { startSuite, type Suite } from '../server/test/suite'
import { launchBrowser } from './browser'
import { openScreen, type Screen } from './screen'
import { applyForTruckPass, officerDecides } from './truck-pass'

const home = '/pages/home/index'
const search = '/packages/find/search/index'
const guide = '/packages/find/guide/index'
const progress = '/packages/find/progress/index'
const importedCode = '511A0138000000-511602000000-000-115113010833722043-1-00'

let suite: Suite
let browser: Browser
let screen: Screen
let page: Page
let zhao: Citizen
let caseNumber: string

beforeAll(async () => {
  ;[suite, browser] = await Promise.all([startSuite({ BASE_PATH: '/city' }), launchBrowser()])
  zhao = suite.citizen()
  await zhao.become(people.zhao)
  caseNumber = await applyForTruckPass(suite, zhao)
  await officerDecides(suite, zhao, caseNumber, { status: '20' })
  await importOne()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})
beforeEach(async () => {
  screen = await openScreen(browser, suite)
  page = screen.page
})
afterEach(async () => {
  await screen.close()
  // What the server refuses on purpose shows on the console, too; a policy violation or a script's error is another thing.
  expect(screen.faults.filter(fault => !/Failed to load resource/.test(fault))).toEqual([])
})

const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const box = () => page.getByRole('search').getByRole('searchbox').last()
const asksOf = (): string[] => {
  const asked: string[] = []
  page.on('request', (request: Request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname.endsWith('/api/items')) asked.push(searchParams.get('q') ?? '')
  })
  return asked
}

test('from home by initials to the guide, and back to the same words and results', async () => {
  await screen.open(home)
  await box().fill('ydjy')
  await page.keyboard.press('Enter')
  await heading('找要办的事').waitFor()
  await page
    .getByRole('link', { name: /异地就医备案/ })
    .last()
    .click()
  await heading('异地就医备案').waitFor()
  await page.goBack()
  await heading('找要办的事').waitFor()
  expect(await box().inputValue()).toBe('ydjy')
  expect(
    await page
      .getByRole('link', { name: /异地就医备案/ })
      .last()
      .isVisible(),
  ).toBe(true)
  await page.reload()
  await page.getByRole('link', { name: /异地就医备案/ }).waitFor()
  expect(await box().inputValue()).toBe('ydjy')
})

test('everyday words find the item while one types, with department, days and fee', async () => {
  await screen.open(search)
  await page.getByRole('heading', { name: '医疗' }).waitFor()
  await box().pressSequentially('驾照丢了')
  await page.getByRole('heading', { name: '“驾照丢了”的查找结果' }).waitFor()
  const row = page.getByRole('link', { name: /机动车驾驶证补换证/ })
  expect(await row.textContent()).toContain('云汀市公安局交通管理支队')
  expect(await row.textContent()).toContain('1 个工作日办结 · 10.00 元')
  expect(await row.textContent()).toContain('网上可办')
  await row.click()
  await heading('机动车驾驶证补换证').waitFor()
  await page.getByRole('button', { name: '返回' }).last().click()
  await page.getByRole('heading', { name: '“驾照丢了”的查找结果' }).waitFor()
  expect(await box().inputValue()).toBe('驾照丢了')
})

test('the search button leaves one page to go back over, not one for every search', async () => {
  await screen.open(home)
  await page.getByRole('link', { name: '全部事项' }).click()
  await heading('找要办的事').waitFor()
  for (const words of ['看病', '货车']) {
    await box().fill(words)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: `“${words}”的查找结果` }).waitFor()
  }
  await page.goBack()
  await heading('要办什么事？').waitFor()
})

test('an input method is left in peace until its word is complete', async () => {
  await screen.open(search)
  await page.getByRole('heading', { name: '医疗' }).waitFor()
  const asked = asksOf()
  await box().focus()
  const keyboard = await page.context().newCDPSession(page)
  for (const text of ['y', 'yi', 'yi d', 'yi di']) {
    await keyboard.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  }
  expect(await box().inputValue()).toBe('yi di')
  await keyboard.send('Input.insertText', { text: '异地' })
  await page.getByRole('heading', { name: '“异地”的查找结果' }).waitFor()
  expect(asked).toEqual(['异地'])
})

test('nothing found leads on: to 12345, and to everything by theme', async () => {
  await screen.open(`${search}?q=${encodeURIComponent('宇宙飞船')}`)
  await page.getByText('没有找到“宇宙飞船”').waitFor()
  expect(await page.getByRole('link', { name: '拨打 12345' }).getAttribute('href')).toBe('tel:12345')
  const themes = page
    .getByRole('region')
    .filter({ has: page.getByRole('heading', { level: 2, name: '户籍' }) })
  await themes.getByRole('link', { name: /居住证签注/ }).waitFor()
})

test('a search without a network says so and goes on when it is back', async () => {
  await screen.open(search)
  await page.getByRole('heading', { name: '医疗' }).waitFor()
  await page.context().setOffline(true)
  await box().fill('看病')
  await page.getByText('网络不通').waitFor()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '再试一次' }).click()
  await page.getByRole('heading', { name: '“看病”的查找结果' }).waitFor()
})

test('a guide tells limits, fee with its basis, materials, counters to call, and begins the application', async () => {
  await screen.open(`${guide}?item=YT-CL-002`)
  await heading('机动车驾驶证补换证').waitFor()
  const words = (await page.locator('main').last().textContent()) ?? ''
  for (const told of [
    '1 个工作日内',
    '3 个工作日',
    '10.00 元',
    '收费依据：',
    '3 项必填',
    '身体条件证明',
    '第二十七条',
  ]) {
    expect(words).toContain(told)
  }
  expect(await page.getByRole('link', { name: /0990-1230002/ }).getAttribute('href')).toBe('tel:0990-1230002')
  await page.getByRole('button', { name: '立即办理' }).dblclick()
  await heading('登录').waitFor()
  await page.goBack()
  await heading('机动车驾驶证补换证').waitFor()
})

test('an imported item is for the counter only and promises nothing it does not know', async () => {
  await screen.open(`${search}?q=${encodeURIComponent('教师资格认定')}`)
  const row = page.getByRole('link', { name: /教师资格认定/ })
  expect(await row.textContent()).toContain('窗口办理')
  expect(await row.textContent()).not.toMatch(/工作日|元|免费/)
  await row.click()
  await heading('教师资格认定').waitFor()
  await page.getByText('这件事要到窗口办').waitFor()
  expect(await page.getByRole('button', { name: '立即办理' }).count()).toBe(0)
})

test.each(['?item=YT-XX-999', ''])('a guide that does not exist (%s) leads to the search', async query => {
  await screen.open(guide + query)
  await page.getByText('没有找到这个事项').waitFor()
  await page.getByRole('button', { name: '去搜索' }).click()
  await heading('找要办的事').waitFor()
})

test('a link brings the number along; with the last four of the ID it answers the stage and nothing personal', async () => {
  await screen.open(`${progress}?case=${caseNumber}`)
  expect(await page.getByLabel(/^办件编号/).inputValue()).toMatch(/^YT-\w{4}-\w{4}-\w{3}$/)
  await page.getByLabel(/^证件号码后四位/).fill(people.zhao.idNumber.slice(-4))
  await page.getByRole('button', { name: '查询', exact: true }).dblclick()
  const answer = page.getByRole('region', { name: '查到了' })
  await answer.waitFor()
  const words = (await answer.textContent()) ?? ''
  for (const told of ['已受理', '个工作日', '部门已经受理', '承诺办结日']) expect(words).toContain(told)
  for (const secret of [people.zhao.name, people.zhao.idNumber, '云Z', '货车'])
    expect(words).not.toContain(secret)
  expect(page.url()).not.toContain(people.zhao.idNumber.slice(-4))
  expect(await page.locator(':focus').textContent()).toContain('查到了')
  // Another number, and the answer is gone: it never stands under a number it does not belong to.
  await page.getByLabel(/^办件编号/).fill('YT')
  await answer.waitFor({ state: 'detached' })
})

test('slips of the finger are found before they cost a try', async () => {
  let asked = 0
  page.on('request', request => void (asked += request.url().endsWith('/api/progress') ? 1 : 0))
  await screen.open(progress)
  await page.getByLabel(/^办件编号/).fill(`${caseNumber.slice(0, -1)}${caseNumber.endsWith('A') ? 'B' : 'A'}`)
  await page.getByLabel(/^证件号码后四位/).fill('12')
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await page.getByRole('heading', { name: '有 2 处需要修改' }).waitFor()
  await page.getByRole('button', { name: /请填写 4 位/ }).click()
  await page.keyboard.type('34x')
  expect(await page.getByLabel(/^证件号码后四位/).inputValue()).toMatch(/34x/)
  expect(asked).toBe(0)
})

test('a wrong tail and a number nobody has are refused alike, and too many tries say when to come back', async () => {
  const refusalOf = async (number: string) => {
    await page.getByLabel(/^办件编号/).fill(number)
    await page.getByLabel(/^证件号码后四位/).fill('0000')
    await page.getByRole('button', { name: '查询', exact: true }).click()
    const refused = page.getByRole('alert')
    await refused.waitFor()
    return (await refused.textContent()) ?? ''
  }
  await screen.open(progress)
  const wrongTail = await refusalOf(caseNumber)
  expect(wrongTail).toContain('没有查到。请核对办件编号和证件号码后四位。')
  expect(await refusalOf(makeCaseNumber('YT', new Uint8Array(7)))).toBe(wrongTail)

  await page.getByLabel(/^办件编号/).fill(caseNumber)
  const tooMany = page.getByText('查询次数太多了')
  for (let tries = 0; tries < 6 && (await tooMany.count()) === 0; tries++) {
    const answered = page.waitForResponse(/\/api\/progress$/)
    await page.getByRole('button', { name: '查询', exact: true }).click()
    await answered
    await page.getByRole('button', { name: '查询', exact: true, disabled: false }).waitFor()
  }
  await tooMany.waitFor()
  expect(await page.locator('main').last().textContent()).toMatch(/请在 \d+ 分钟后再试/)
})

test('who is signed in sees the newest cases and unread messages at home, and can leave', async () => {
  const mine = await openScreen(browser, suite, zhao)
  await mine.open(home)
  const card = mine.page.getByRole('link', { name: /货车通行证.*已受理/ })
  expect(await card.textContent()).toMatch(/还剩 \d+ 个工作日/)
  await mine.page.getByRole('link', { name: /我的消息.*\d+ 条未读/ }).waitFor()
  expect(await mine.page.locator('main').textContent()).not.toContain(people.zhao.name)
  expect(await mine.barriers()).toEqual([])
  await mine.page.getByRole('button', { name: '退出登录' }).dblclick()
  await mine.page.getByRole('button', { name: '登录', exact: true }).waitFor()
  expect(await card.count()).toBe(0)
  expect((await zhao.call(readSession, {})).level).toBe(0)
  expect(mine.faults).toEqual([])
  await mine.close()
})

test('who is not signed in is invited, and 12345 is always in reach', async () => {
  await screen.open(home)
  expect(await page.getByRole('link', { name: '拨打 12345' }).getAttribute('href')).toBe('tel:12345')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL(/\/packages\/apply\/sign-in\//)
})

test('all script until the hot items show is at most 170 KB', async () => {
  const weights: Promise<number>[] = []
  page.on('response', response => {
    if (response.request().resourceType() === 'script')
      weights.push(response.body().then(body => gzipSync(body).length))
  })
  await screen.open(home)
  await page.getByRole('list', { name: '热门事项' }).getByRole('link').first().waitFor()
  const bytes = (await Promise.all(weights)).reduce((sum, weight) => sum + weight, 0)
  expect(bytes).toBeGreaterThan(0)
  expect(bytes / 1024).toBeLessThanOrEqual(170)
  expect(screen.faults).toEqual([])
})

describe.each(['normal', 'large', 'largest'] as const)('with %s letters', letters => {
  test.each([320, 390])('at %i px nothing is cut off, too small to touch, or refused by axe', async width => {
    await page.setViewportSize({ width, height: 844 })
    await screen.open(home)
    await screen.letters(letters)
    const seen: [route: string, shown: () => Promise<void>][] = [
      [home, () => page.getByRole('list', { name: '热门事项' }).waitFor()],
      [`${search}?q=ydjy`, () => page.getByText('找到 ').first().waitFor()],
      [
        `${search}?q=${encodeURIComponent('宇宙飞船')}`,
        () => page.getByRole('heading', { name: '医疗' }).waitFor(),
      ],
      [`${guide}?item=YT-CL-002`, () => page.getByRole('button', { name: '立即办理' }).waitFor()],
      [`${guide}?item=${importedCode}`, () => heading('教师资格认定').waitFor()],
      [`${progress}?case=${caseNumber}`, () => heading('凭编号查进度').waitFor()],
    ]
    for (const [route, shown] of seen) {
      await screen.open(route)
      await shown()
      expect({ route, barriers: await screen.barriers() }).toEqual({ route, barriers: [] })
    }
  })
})

async function importOne(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tongban-list-'))
  const file = path.join(folder, 'items.json')
  const row = {
    department: '区教科体局',
    name: '教师资格认定',
    areaCode: '511602000000',
    itemCode: importedCode,
    taskType: '1',
    deptCode: '083372204',
  }
  writeFileSync(file, JSON.stringify([row]))
  try {
    await importItems({ database: suite.server.database, log: () => undefined }, file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
