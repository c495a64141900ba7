import { CorrectionScreen } from '@/cases'
import { SignedInFirst } from '@/identity'
import { useParams } from '@/terminal/navigate'
import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function CorrectionPage() {
  const { case: caseNumber = '' } = useParams('correction')
  return (
    <Page title={t('correction.title')}>
      <SignedInFirst then={{ page: 'correction', case: caseNumber }}>
        <CorrectionScreen caseNumber={caseNumber} />
      </SignedInFirst>
    </Page>
  )
}
