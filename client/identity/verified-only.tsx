import type { ReactNode } from 'react'
import { goInstead } from '@/terminal/navigate'
import { routeOf, type Target } from '@/terminal/pages'
import { Button } from '@/ui/button'
import { Empty } from '@/ui/empty'
import { Loading } from '@/ui/loading'
import { ProblemView } from '@/ui/problem-view'
import { t } from '@/words/words'
import { findSession, useSession } from './session'

/** Shows its content to a person of known name (L2); leads everybody else to sign-in, and from there to `then`. */
export function VerifiedOnly({ then, children }: { then: Target; children: ReactNode }) {
  const state = useSession()
  if (state.is === 'finding') return <Loading />
  if (state.is === 'unreachable') {
    const { message, requestId } = state.problem
    return <ProblemView message={message} requestId={requestId} onRetry={findSession} />
  }
  if (state.session.level >= 2) return <>{children}</>
  const isKnownByPhone = state.session.level === 1
  return (
    <Empty
      title={isKnownByPhone ? t('cases.verify.title') : t('cases.signIn.title')}
      text={t('cases.signIn.text')}
    >
      <Button onTap={() => goInstead({ page: 'signIn', then: routeOf(then) })}>
        {isKnownByPhone ? t('cases.verify.go') : t('cases.signIn.go')}
      </Button>
    </Empty>
  )
}
