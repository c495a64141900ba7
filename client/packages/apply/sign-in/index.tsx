import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function SignInPage() {
  return <Page title={t('home.title')} />
}
