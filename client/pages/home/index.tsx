import { Home } from '@/home'
import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function HomePage() {
  return (
    <Page title={t('home.title')} isHome>
      <Home />
    </Page>
  )
}
