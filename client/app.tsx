import './no-eval'
import './app.scss'
import { usePageNotFound } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { goHome } from '@/terminal/navigate'
import { Way } from '@/ui/way'

export default function App({ children }: { children?: ReactNode }) {
  // An address that leads nowhere, as in an old message, leads home.
  usePageNotFound(() => void goHome())
  // Taro shows the last element only: what is ours comes before the pages.
  return (
    <>
      <Way />
      {children}
    </>
  )
}
