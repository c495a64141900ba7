import { useDidHide, useDidShow } from '@tarojs/taro'
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTextSize } from '@/preferences/text-size'
import { arrived } from '@/terminal/navigate'
import { terminal } from '@/terminal/terminal'
import { AreaContext } from './area'
import { classes } from './classes'
import { focusOn, keepFocus } from './focus'
import { HelpBar } from './help-bar'
import { PageBar } from './page-bar'
import { Box } from './primitives'

interface PageProps {
  /** The page's name: its heading, and the title of the window or of the mini-program's bar. */
  title: string
  /** The home page has nothing to go back to. */
  isHome?: boolean
  children?: ReactNode
}

// The first page a person opens keeps the focus where the browser put it.
let anyShown = false

/**
 * The frame of every screen: a bar with the ways back and 长辈版, the heading, the content, and a voice for screen
 * readers. Arriving moves the focus to the heading; coming back returns it to where it was.
 */
export function Page({ title, isHome = false, children }: PageProps) {
  const size = useTextSize()
  const prefix = useId()
  const headingId = `${prefix}heading`
  const [said, setSaid] = useState('')
  const giveBack = useRef<() => boolean>()
  const area = useMemo(
    () => ({ prefix, say: (text: string) => setSaid(now => freshly(text, now)) }),
    [prefix],
  )

  useEffect(() => terminal.setTitle(title), [title])
  useDidShow(() => {
    arrived()
    terminal.setTitle(title)
    if (anyShown && !giveBack.current?.()) focusOn(headingId)
    anyShown = true
  })
  useDidHide(() => {
    giveBack.current = keepFocus()
  })

  return (
    <AreaContext.Provider value={area}>
      <Box className={classes('ui-page', isHome && 'ui-page--home', `text-${size}`)}>
        <PageBar isHome={isHome} mainId={`${prefix}main`} />
        <Box as="main" id={`${prefix}main`} focusable className="ui-main">
          <Box as="h1" id={headingId} focusable className="ui-title">
            {title}
          </Box>
          {children}
        </Box>
        {(isHome || size !== 'normal') && <HelpBar size={size} />}
        <Box role="status" aria-live="polite" aria-atomic className="ui-ears">
          {said}
        </Box>
      </Box>
    </AreaContext.Provider>
  )
}

// The same sentence twice is only spoken twice when the text differs.
function freshly(text: string, now: string): string {
  return text === now ? `${text}\u00a0` : text
}
