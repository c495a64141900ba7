// A new item is one file: laid into the place's folder, it is found, filled in, submitted and decided, without code.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { addDays, dayOf } from '@shared/formats/day'
import { people } from '../server/test/citizen'
import { startSuite, type Suite } from '../server/test/suite'
import { launchBrowser } from './browser'
import { chooseFiles, smallJpeg } from './citizen-in-browser'
import { openScreen } from './screen'

let suite: Suite
let browser: Browser
let places: string

beforeAll(async () => {
  places = mkdtempSync(path.join(os.tmpdir(), 'tongban-places-'))
  cpSync('config/places/demo', path.join(places, 'demo'), { recursive: true })
  cpSync(path.join(__dirname, 'any-item.yaml'), path.join(places, 'demo', 'items', 'YT-DA-900.yaml'))
  ;[suite, browser] = await Promise.all([startSuite({}, { placesFolder: places }), launchBrowser()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
  rmSync(places, { recursive: true, force: true })
})

test('an item that is one new file is found, filled in with every kind of question, submitted and decided', async () => {
  const zhao = suite.citizen()
  await zhao.become(people.zhao)
  const { page, open, faults, barriers, close } = await openScreen(browser, suite, zhao)
  const tap = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const today = dayOf(new Date())

  await open('/packages/find/search/index?q=%E6%91%86%E6%91%8A')
  await page.getByRole('link', { name: /路边摊位登记/ }).click()
  await page
    .getByRole('link', { name: /办理/ })
    .or(page.getByRole('button', { name: /办理/ }))
    .first()
    .click()

  await page.getByText('第 1 步，共 3 步').waitFor()
  await page.getByLabel(/^卖什么 ?必填/).fill('凉粉')
  await page.getByLabel('东门夜市').check()
  await page.getByLabel('否').check()
  expect(await page.getByLabel(/^摊位面积/).count()).toBe(0)
  await page.getByLabel('是', { exact: true }).check()
  await page.getByLabel(/^摊位面积/).fill('２.55')
  await page.getByLabel(/^摊位面积/).blur()
  await page.getByText('「摊位面积」最多一位小数').waitFor()
  await page.getByLabel(/^摊位面积/).fill('2.5')
  await page.getByLabel(/^帮手人数/).fill('6')
  await page.getByLabel('星期日').check()
  await page.getByLabel('星期五').check()
  await page.getByText('帮手有 6 人，摊位会比较挤。').waitFor()
  await tap('下一步')

  await page.getByText('第 2 步，共 3 步').waitFor()
  await page.getByLabel(/^从哪天开始/).fill(addDays(today, 1))
  await page.getByLabel(/^第一次摆摊的日期/).fill('1999年5月1日')
  await page.getByLabel('上海市').check()
  await page.getByLabel(/^现住地区划/).fill('999999')
  await page.getByLabel('二号位').check()
  await tap('下一步')
  await page.getByRole('button', { name: /「现住地区划」：不是有效的地区/ }).click()
  await page.keyboard.type('110105')
  await page.getByLabel(/^现住地区划/).fill('110105')
  await tap('下一步')

  await page.getByText('第 3 步，共 3 步').waitFor()
  await page.getByLabel('云Z12345').check()
  await page.getByText('中型货车').waitFor()
  await page.getByText('来自：人口库 · 可修改').waitFor()
  await page.getByLabel(/^住址/).fill('云汀市汀西区另一条街 1 号')
  await page.getByText('来自：人口库 · 可修改').waitFor({ state: 'detached' })
  await page.getByLabel(/^备用手机号/).fill('+86 199-0000-0009')
  await page.getByLabel(/^想说的话/).fill('生意兴隆')
  expect(await page.getByLabel(/^备用手机号/).inputValue()).toBe('19900000009')
  await chooseFiles(page, [{ name: '摊位.jpg', bytes: await smallJpeg() }])
  await page.getByText('已上传', { exact: true }).waitFor()
  expect(await barriers()).toEqual([])
  await tap('去确认')

  await page.getByRole('heading', { name: '确认并提交' }).waitFor()
  await page.getByText('帮手有 6 人，摊位会比较挤。').last().waitFor()
  const summary = await page.getByRole('main').last().innerText()
  const told = [
    '凉粉',
    '2.5',
    '星期五、星期日',
    '上海市',
    '二号位',
    '1999-05-01',
    '中型货车',
    '摊位.jpg',
    '12.50 元',
  ]
  expect(told.filter(words => !summary.includes(words))).toEqual([])
  await page.getByLabel(/我承诺/).check()
  await tap('提交申请')
  await page.getByRole('heading', { name: '申请已提交' }).waitFor()
  await tap('查看办理进度')
  await page
    .getByText(/已办结：准予/)
    .first()
    .waitFor({ timeout: 20_000 })
  expect(faults).toEqual([])
  await close()
}, 60_000)
