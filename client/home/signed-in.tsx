import { useState } from 'react'
import { signOut, type Session } from '@shared/identity/contract'
import { call, RefusedCall } from '@/api/call'
import { keepSession } from '@/identity'
import { canGoBack, goHome } from '@/terminal/navigate'
import { useElementId, useSay } from '@/ui/area'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { focusOn } from '@/ui/focus'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { t } from '@/words/words'

const nobody: Session = { level: 0, maskedMobile: null, maskedName: null, csrfToken: null }

/** Who is signed in on this device, and the way out. */
export function SignedIn({ session }: { session: Session }) {
  const [refusal, setRefusal] = useState<string | null>(null)
  const headingId = useElementId('heading')
  const say = useSay()
  const leave = async () => {
    try {
      await call(signOut, {})
    } catch (problem) {
      if (!(problem instanceof RefusedCall)) throw problem
      setRefusal(problem.message)
      return
    }
    // This button goes with its card: the focus must not fall off the page.
    focusOn(headingId)
    say(t('home.signOut.done'))
    keepSession(nobody)
    // Pages behind this one were opened by the person who has just left.
    if (canGoBack()) await goHome()
  }
  return (
    <Card>
      <Box as="p">
        {session.level === 2
          ? t('home.session.name', { name: session.maskedName ?? '' })
          : t('home.session.phone', { mobile: session.maskedMobile ?? '' })}
      </Box>
      {refusal !== null && (
        <Notice tone="error" spoken>
          {t('home.signOut.failed', { reason: refusal })}
        </Notice>
      )}
      <Button look="second" onTap={leave}>
        {t('home.signOut')}
      </Button>
    </Card>
  )
}
