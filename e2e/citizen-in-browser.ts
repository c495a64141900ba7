// What a citizen does in front of the built H5: signing in by phone, giving a file, and moving by the Tab key alone.
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { newestCode, type DemoPerson } from '../server/test/citizen'
import type { Suite } from '../server/test/suite'

/** Phone and code (L1), from the sign-in page until name and ID number are asked for. */
export async function signInByPhone(page: Page, suite: Suite, { mobile }: DemoPerson): Promise<void> {
  await page.getByLabel(/^手机号码/).fill(mobile)
  const before = await newestCode(suite, mobile)
  await page.getByRole('button', { name: '获取短信验证码' }).click()
  await page.getByLabel(/^验证码/).fill(await codeOf(suite, mobile, before))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByLabel(/^姓名/).waitFor()
}

/** Name and ID number (L2). */
export async function verifyName(page: Page, { name, idNumber }: DemoPerson): Promise<void> {
  await page.getByLabel(/^姓名/).fill(name)
  await page.getByLabel(/^身份证号码/).fill(idNumber)
  await page.getByRole('button', { name: '核验并继续' }).click()
}

/** The code in the newest SMS; `before` is the one that was there already. */
export const codeOf = (suite: Suite, mobile: string, before: string | null = null): Promise<string> =>
  suite.until('the SMS with the code', async () => {
    const code = await newestCode(suite, mobile)
    return code !== before && code
  })

/** Chooses files for the one material on screen. */
export async function chooseFiles(page: Page, files: { name: string; bytes: Buffer }[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '从手机里选' }).click()
  await (
    await chooser
  ).setFiles(files.map(({ name, bytes }) => ({ name, mimeType: 'image/jpeg', buffer: bytes })))
}

/** A small photograph. */
export const smallJpeg = (): Promise<Buffer> =>
  sharp({ create: { width: 320, height: 200, channels: 3, background: '#6fa3ad' } })
    .jpeg()
    .toBuffer()

/** Presses Tab until the focus is there, as somebody without a mouse does. */
export async function tabTo(page: Page, there: Locator): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press('Tab')
    if (await page.locator(':focus').and(there).count()) return
  }
  throw new Error('the Tab key does not lead there')
}
