import { ProgressByNumber } from '@/progress'
import { useParams } from '@/terminal/navigate'
import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function ProgressPage() {
  const { case: caseNumber } = useParams('progress')
  return (
    <Page title={t('progress.title')}>
      <ProgressByNumber start={caseNumber ?? ''} />
    </Page>
  )
}
