// One state of a screen, looked at by axe and by measure, in both modes.
import type { Screen } from './screen'

/** Looks at what is on screen, then at the same in 长辈版, and goes back. */
export async function lookAt(screen: Screen, state: string): Promise<void> {
  const { page } = screen
  expect([state, ...(await screen.barriers())]).toEqual([state])
  await page.getByRole('button', { name: '长辈版', exact: true }).click()
  const small = await page.evaluate<string[]>('inPage.tooSmall(60)')
  expect([`${state} 长辈版`, ...(await screen.barriers()), ...small]).toEqual([`${state} 长辈版`])
  await page.getByRole('button', { name: '标准版', exact: true }).click()
}
