import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function GuidePage() {
  return <Page title={t('home.title')} />
}
