import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function ReceiptPage() {
  return <Page title={t('home.title')} />
}
