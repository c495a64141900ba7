import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function CorrectionPage() {
  return <Page title={t('home.title')} />
}
