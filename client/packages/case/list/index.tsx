import { CaseList } from '@/cases'
import { SignedInFirst } from '@/identity'
import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function CasesPage() {
  return (
    <Page title={t('cases.title')}>
      <SignedInFirst then={{ page: 'cases' }}>
        <CaseList />
      </SignedInFirst>
    </Page>
  )
}
