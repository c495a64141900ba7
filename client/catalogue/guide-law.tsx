import type { OnlineItemGuide } from '@shared/catalogue/contract'
import { Card } from '@/ui/card'
import { Box } from '@/ui/primitives'
import { t } from '@/words/words'

/** 法律依据: the article and what it says in plain words. */
export function GuideLaw({ basis }: { basis: OnlineItemGuide['legalBasis'] }) {
  return (
    <Card title={t('guide.basis')}>
      <Box as="ul" className="ui-parts">
        {basis.map(({ title, article, gist }) => (
          <Box as="li" key={title + article}>
            <Box className="ui-part__title">{t('guide.basis.article', { title, article })}</Box>
            <Box className="ui-part__text">{gist}</Box>
          </Box>
        ))}
      </Box>
    </Card>
  )
}
