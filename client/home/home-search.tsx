import { useState } from 'react'
import { go } from '@/terminal/navigate'
import { Hero } from '@/ui/hero'
import { Box } from '@/ui/primitives'
import { SearchBox } from '@/ui/search-box'
import { t } from '@/words/words'

// Keeps the line's height until the name of the place is here.
const stillEmpty = '\u00a0'

/** Where one is, and the question everything starts with. */
export function HomeSearch({ placeName }: { placeName: string | null }) {
  const [words, setWords] = useState('')
  const search = () => {
    const q = words.trim()
    void go(q === '' ? { page: 'search' } : { page: 'search', q })
  }
  return (
    <Hero>
      <Box className="ui-hero__text">
        {placeName === null ? stillEmpty : t('home.place', { place: placeName })}
      </Box>
      <SearchBox
        label={t('home.search.label')}
        placeholder={t('home.search.example')}
        value={words}
        onValue={setWords}
        onSearch={search}
      />
    </Hero>
  )
}
