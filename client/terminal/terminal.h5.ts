import Taro from '@tarojs/taro'
import type { Terminal } from './capabilities'
import { pickFiles } from './pick-files.h5'

export type { FileWish, PickedFile, Terminal } from './capabilities'

const prefix = 'tongban.'

// Private windows and full disks make storage throw: a preference is then simply not kept.
function safely<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyTheOldWay(text)
  }
}

// Clipboard needs https and Chromium 66+ / iOS 13.4+; a selected textarea works without either.
function copyTheOldWay(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.setAttribute('readonly', '')
  field.style.position = 'fixed'
  field.style.opacity = '0'
  const before = document.activeElement
  document.body.appendChild(field)
  field.select()
  const copied = safely(() => document.execCommand('copy')) ?? false
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return copied
}

/** A browser: the phone's, WeChat's, or one on a desk. */
export const terminal: Terminal = {
  // Relative to the page itself, so that the same build works under any path.
  serverBase: new URL('.', document.baseURI).href,
  drawsTitleBar: false,
  remember: (key, value) => void safely(() => localStorage.setItem(prefix + key, value)),
  recall: key => safely(() => localStorage.getItem(prefix + key)) ?? undefined,
  forget: key => void safely(() => localStorage.removeItem(prefix + key)),
  isOnline: () => navigator.onLine,
  onNetwork(listener) {
    const tell = () => listener(navigator.onLine)
    window.addEventListener('online', tell)
    window.addEventListener('offline', tell)
    return () => {
      window.removeEventListener('online', tell)
      window.removeEventListener('offline', tell)
    }
  },
  onTurnAway(listener) {
    const look = () => {
      if (document.visibilityState === 'hidden') listener()
    }
    document.addEventListener('visibilitychange', look)
    window.addEventListener('pagehide', listener)
    return () => {
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('pagehide', listener)
    }
  },
  hrefOf: route => `#${route}`,
  isAt: route => location.hash === `#${route}`,
  setTitle(title) {
    // The router writes the page's configured title right after it shows a page; ours comes after that.
    void Promise.resolve().then(() => {
      document.title = title
    })
  },
  copyText,
  callPhone(number) {
    location.href = `tel:${number}`
  },
  onPageMissing(listener) {
    const look = ({ reason }: PromiseRejectionEvent) => {
      if (reason instanceof Error && reason.name === 'ChunkLoadError') listener()
    }
    window.addEventListener('unhandledrejection', look)
    return () => window.removeEventListener('unhandledrejection', look)
  },
  // The router takes this for an arrival at the address that is already in the bar, and loads its page.
  retryPage: () =>
    void window.dispatchEvent(new PopStateEvent('popstate', { state: history.state as unknown })),
  keepPage() {
    const shown = Taro.getCurrentPages().slice(-1)[0]?.path ?? ''
    // The router adds a stamp of its own to every page.
    const route = shown.replace(/([?&])stamp=[^&]*&?/, '$1').replace(/[?&]$/, '')
    if (route) history.replaceState(history.state, '', `#${route}`)
  },
  openUrl: url => void window.open(url, '_blank', 'noopener'),
  pickFiles,
}
