import Taro, { useRouter } from '@tarojs/taro'
import { type PageName, type ParamsOf, routeOf, type Target } from './pages'
import { terminal } from './terminal'

// WeChat keeps ten pages at most; the page that would be the eleventh takes the place of the tenth.
const deepest = 10

let way: Promise<unknown> | null = null
let whenLeaving: () => void = () => undefined

/** Calls back whenever the person sets out for another page, which may take a while to arrive. */
export function onLeaving(listener: () => void): void {
  whenLeaving = listener
}

let whenArriving: () => void = () => undefined

/** Calls back whenever a page is on screen. */
export function onArriving(listener: () => void): void {
  whenArriving = listener
}

/** Said by every page when it is on screen. */
export function arrived(): void {
  whenArriving()
}

async function move(work: () => Promise<unknown>): Promise<void> {
  if (way) return
  whenLeaving()
  way = work()
  try {
    await way
  } finally {
    way = null
  }
}

/** A page that leads elsewhere by itself may do so while it is still opening. */
async function opened(): Promise<void> {
  while (way) await way.catch(() => undefined)
}

/** Opens a page. A second tap while the page is opening changes nothing. */
export async function go(target: Target): Promise<void> {
  const url = routeOf(target)
  if (terminal.isAt(url)) return
  await move(() =>
    Taro.getCurrentPages().length >= deepest ? Taro.redirectTo({ url }) : Taro.navigateTo({ url }),
  )
}

/** Opens a page in place of this one: going back will not return here. */
export async function goInstead(target: Target): Promise<void> {
  const url = routeOf(target)
  await opened()
  if (!terminal.isAt(url)) await move(() => Taro.redirectTo({ url }))
}

/** Opens the home page with nothing behind it. */
export async function goHome(): Promise<void> {
  await move(() => Taro.reLaunch({ url: routeOf({ page: 'home' }) }))
}

/** Whether there is a page of ours to go back to. False after a refresh, or when a link opened this page. */
export function canGoBack(): boolean {
  return Taro.getCurrentPages().length > 1
}

/** Whether any page is on screen. */
export function isAnywhere(): boolean {
  return Taro.getCurrentPages().length > 0
}

/** One page back, or home when nothing is behind this page. */
export async function goBack(): Promise<void> {
  if (canGoBack()) await move(() => Taro.navigateBack())
  else await goHome()
}

/** The parameters this page was opened with, decoded. Anything may be missing: addresses are typed by people too. */
export function useParams<P extends PageName>(_page: P): Partial<Record<keyof ParamsOf<P>, string>> {
  const { params } = useRouter()
  const read: Record<string, string> = {}
  for (const [name, value] of Object.entries(params)) if (value !== undefined) read[name] = decode(value)
  return read as Partial<Record<keyof ParamsOf<P>, string>>
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
