import { VerifiedOnly } from '@/identity/verified-only'
import { Inbox } from '@/messaging'
import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function InboxPage() {
  return (
    <Page title={t('inbox.title')}>
      <VerifiedOnly then={{ page: 'inbox' }}>
        <Inbox />
      </VerifiedOnly>
    </Page>
  )
}
