import { CaseScreen } from '@/cases'
import { SignedInFirst } from '@/identity'
import { useParams } from '@/terminal/navigate'
import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function CasePage() {
  const { case: caseNumber = '' } = useParams('case')
  return (
    <Page title={t('case.title')}>
      <SignedInFirst then={{ page: 'case', case: caseNumber }}>
        <CaseScreen caseNumber={caseNumber} />
      </SignedInFirst>
    </Page>
  )
}
