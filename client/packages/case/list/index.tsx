import { CaseList } from '@/cases'
import { VerifiedOnly } from '@/identity/verified-only'
import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function CasesPage() {
  return (
    <Page title={t('cases.title')}>
      <VerifiedOnly then={{ page: 'cases' }}>
        <CaseList />
      </VerifiedOnly>
    </Page>
  )
}
