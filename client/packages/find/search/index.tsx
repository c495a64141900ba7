import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function SearchPage() {
  return <Page title={t('home.title')} />
}
