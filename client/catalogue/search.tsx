import { useState } from 'react'
import { goInstead } from '@/terminal/navigate'
import { SearchBox } from '@/ui/search-box'
import { t } from '@/words/words'
import { SearchResults } from './search-results'
import { useSearch } from './use-search'

// As many as the search takes.
const longest = 50

/** 搜索: finds items while one types. `start` are the words the page was opened with. */
export function Search({ start }: { start: string }) {
  const [typed, setTyped] = useState(() => start.slice(0, longest))
  const [composing, setComposing] = useState(false)
  const words = typed.trim()
  const { finding, now } = useSearch(words, composing)

  const search = async () => {
    // The address keeps the words, so that a refresh and the way back find them again.
    if (words !== start) await goInstead(words === '' ? { page: 'search' } : { page: 'search', q: words })
    else await now()
  }

  return (
    <>
      <SearchBox
        label={t('find.label')}
        placeholder={t('find.example')}
        value={typed}
        onValue={setTyped}
        onSearch={() => void search()}
        onComposing={setComposing}
      />
      <SearchResults finding={finding} onRetry={now} />
    </>
  )
}
