import { SignedInFirst } from '@/identity'
import { Inbox } from '@/messaging'
import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function InboxPage() {
  return (
    <Page title={t('inbox.title')}>
      <SignedInFirst then={{ page: 'inbox' }}>
        <Inbox />
      </SignedInFirst>
    </Page>
  )
}
