import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function CasesPage() {
  return <Page title={t('home.title')} />
}
