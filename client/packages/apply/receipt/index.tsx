import { ReceiptScreen } from '@/applications/receipt-screen'
import { useParams } from '@/terminal/navigate'
import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function ReceiptPage() {
  const { case: caseNumber = '' } = useParams('receipt')
  return (
    <Page title={t('receipt.title')}>
      <ReceiptScreen caseNumber={caseNumber} />
    </Page>
  )
}
