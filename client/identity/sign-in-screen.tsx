import { useEffect } from 'react'
import { signOut } from '@shared/identity/contract'
import { call } from '@/api/call'
import { goBack, goInstead } from '@/terminal/navigate'
import { targetOf } from '@/terminal/pages'
import { Button } from '@/ui/button'
import { Loading } from '@/ui/loading'
import { Notice } from '@/ui/notice'
import { ProblemView } from '@/ui/problem-view'
import { t } from '@/words/words'
import { PhoneSignIn } from './phone-sign-in'
import { refused } from './refusal'
import { findSession, keepSession, useSession } from './session'
import { NameCheck } from './name-check'

/** Phone and code (L1), then name and ID number (L2), then on to `then`. What is done already is skipped. */
export function SignInScreen({ then }: { then: string }) {
  const state = useSession()
  const level = state.is === 'known' ? state.session.level : 0
  useEffect(() => {
    if (level >= 2) void goOn(then)
  }, [level, then])

  if (state.is === 'unreachable') {
    const { message, requestId } = state.problem
    return <ProblemView message={message} requestId={requestId} onRetry={findSession} />
  }
  if (state.is === 'finding') return <Loading />
  if (level >= 2) return <Loading words={t('signIn.leaving')} />
  if (level === 0) return <PhoneSignIn />
  return (
    <>
      <Notice tone="success">
        {t('signIn.phone.done', { mobile: state.session.maskedMobile ?? '' })}
        <Button look="quiet" onTap={leave}>
          {t('signIn.phone.other')}
        </Button>
      </Notice>
      <NameCheck />
    </>
  )
}

// Only a route of ours is followed: an address may have been made up by somebody else.
async function goOn(then: string): Promise<void> {
  const target = targetOf(then)
  if (target && target.page !== 'signIn') await goInstead(target)
  else await goBack()
}

const leave = () =>
  refused(async () => {
    await call(signOut, {})
    keepSession({ level: 0, maskedMobile: null, maskedName: null, csrfToken: null })
  })
