import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from './browser'

const shots = path.resolve(__dirname, '..', 'dist', 'e2e')
let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  page = await browser.newPage({ viewport: { width: 390, height: 240 }, locale: 'zh-CN' })
  await page.setContent(`<html lang="zh-CN"><body style="font: 28px sans-serif">
    <p><span id="first">云</span><span id="second">汀</span><span id="third">市</span> 政务服务 · 一网通办</p>
    <p style="font-weight: bold">阿依古丽·买买提，您好</p>
    <p>没有字形的字符：<span id="missing">\u{10FFFD}</span></p>
  </body></html>`)
}, 120_000)
afterAll(() => browser?.close())

test('the browser draws every Chinese character as itself, not as the box of a missing font', async () => {
  await mkdir(shots, { recursive: true })
  await page.screenshot({ path: path.join(shots, 'chinese.png') })
  const pictures: string[] = []
  for (const id of ['first', 'second', 'third', 'missing']) {
    pictures.push((await page.locator(`#${id}`).screenshot()).toString('base64'))
  }
  expect(new Set(pictures).size).toBe(4)
})
