import { CaseScreen } from '@/cases'
import { VerifiedOnly } from '@/identity/verified-only'
import { useParams } from '@/terminal/navigate'
import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function CasePage() {
  const { case: caseNumber = '' } = useParams('case')
  return (
    <Page title={t('case.title')}>
      <VerifiedOnly then={{ page: 'case', case: caseNumber }}>
        <CaseScreen caseNumber={caseNumber} />
      </VerifiedOnly>
    </Page>
  )
}
