import { SignInScreen } from '@/identity/sign-in-screen'
import { useParams } from '@/terminal/navigate'
import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function SignInPage() {
  const { then = '' } = useParams('signIn')
  return (
    <Page title={t('signIn.title')}>
      <SignInScreen then={then} />
    </Page>
  )
}
