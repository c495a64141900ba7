import type { ReactNode } from 'react'
import { t } from '@/words/words'
import { Box, Words } from './primitives'

interface NoticeProps {
  tone: 'info' | 'success' | 'warn' | 'error'
  title?: string
  /** Spoken at once when it appears after something the person did. */
  spoken?: boolean
  children?: ReactNode
}

/** Something to know. Its tone is said in words and shape, not by colour alone. */
export function Notice({ tone, title, spoken = false, children }: NoticeProps) {
  return (
    <Box
      className={`ui-notice ui-notice--${tone}`}
      role={spoken ? (tone === 'error' ? 'alert' : 'status') : undefined}
    >
      <Words className="ui-notice__sign" aria-hidden>
        {signs[tone]}
      </Words>
      <Box className="ui-notice__body">
        <Words className="ui-ears">{t(`ui.notice.${tone}`)}：</Words>
        {title !== undefined && <Box className="ui-notice__title">{title}</Box>}
        {children}
      </Box>
    </Box>
  )
}

const signs = { info: 'i', success: '✓', warn: '!', error: '×' } as const
