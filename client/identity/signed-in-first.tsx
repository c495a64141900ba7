import { type ReactNode, useEffect, useState } from 'react'
import { go, goInstead } from '@/terminal/navigate'
import { routeOf, type Target } from '@/terminal/pages'
import { Button } from '@/ui/button'
import { Loading } from '@/ui/loading'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { ProblemView } from '@/ui/problem-view'
import { t } from '@/words/words'
import { findSession, useSession } from './session'

/**
 * Leads to sign-in first, and from there to `then`, whoever is not verified (L2). What is on screen when a session ends
 * stays, so that nothing typed is lost: signing in comes back to it.
 */
export function SignedInFirst({ then, children }: { then: Target; children: ReactNode }) {
  const state = useSession()
  const isVerified = state.is === 'known' && state.session.level >= 2
  const isStranger = state.is === 'known' && !isVerified
  const [entered, setEntered] = useState(false)
  const route = routeOf(then)
  useEffect(() => {
    if (isVerified) setEntered(true)
    else if (isStranger && !entered) void goInstead({ page: 'signIn', then: route })
  }, [isVerified, isStranger, entered, route])

  if (state.is === 'unreachable' && !entered) {
    const { message, requestId } = state.problem
    return <ProblemView message={message} requestId={requestId} onRetry={findSession} />
  }
  if (!isVerified && !entered) return <Loading />
  return (
    <>
      {isStranger && (
        <Notice tone="warn" title={t('signIn.expired.title')} spoken>
          <Box as="p">{t('signIn.expired.text')}</Box>
          <Button look="second" onTap={() => go({ page: 'signIn' })}>
            {t('signIn.again')}
          </Button>
        </Notice>
      )}
      {children}
    </>
  )
}
