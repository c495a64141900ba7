import { Search } from '@/catalogue'
import { useParams } from '@/terminal/navigate'
import { Page } from '@/ui/page'
import { t } from '@/words/words'

export default function SearchPage() {
  const { q } = useParams('search')
  return (
    <Page title={t('find.title')}>
      <Search start={q ?? ''} />
    </Page>
  )
}
