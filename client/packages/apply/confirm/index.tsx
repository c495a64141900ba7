import { ConfirmScreen } from '@/applications/confirm-screen'
import { useParams } from '@/terminal/navigate'
import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function ConfirmPage() {
  const { item = '' } = useParams('confirm')
  return (
    <Page title={t('confirm.title')}>
      <ConfirmScreen item={item} />
    </Page>
  )
}
