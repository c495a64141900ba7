import type { Draft } from '@shared/cases/contract'
import type { OnlineItemGuide } from '@shared/catalogue/contract'
import { describeValue, layoutFields } from '@shared/forms'
import { Button } from '@/ui/button'
import { LinkRow } from '@/ui/link-row'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { t } from '@/words/words'
import type { Content } from './draft-content'

interface ChangedElsewhereProps {
  guide: OnlineItemGuide
  mine: Content
  theirs: Draft
  onMine: () => Promise<unknown>
  onTheirs: () => void
}

/** Two versions of one draft: where they differ, and the choice. Nothing is lost until it is made. */
export function ChangedElsewhere({ guide, mine, theirs, onMine, onTheirs }: ChangedElsewhereProps) {
  const isGone = theirs.version === 0
  return (
    <Notice tone="warn" title={t('apply.conflict.title')} spoken>
      <Box as="p">{t('apply.conflict.text')}</Box>
      {isGone ? (
        <LinkRow to={{ page: 'cases' }} title={t('apply.conflict.cases')} text={t('apply.conflict.gone')} />
      ) : (
        <Box as="ul" className="ui-points">
          {differences(guide, mine, theirs).map(line => (
            <Box as="li" key={line}>
              {line}
            </Box>
          ))}
        </Box>
      )}
      <Box className="ui-pair">
        <Button look="second" onTap={onMine}>
          {t('apply.conflict.mine')}
        </Button>
        <Button look="second" onTap={onTheirs}>
          {t('apply.conflict.theirs')}
        </Button>
      </Box>
    </Notice>
  )
}

function differences({ form, materials }: OnlineItemGuide, mine: Content, theirs: Content): string[] {
  const lines: string[] = []
  const tell = (label: string, here: string, there: string) => {
    if (here !== there) lines.push(t('apply.conflict.field', { label, mine: here, theirs: there }))
  }
  for (const { key } of layoutFields(form)) {
    const words = ({ values }: Content) => describeValue(form, key, values[key]) ?? t('apply.conflict.none')
    tell(form.schema.properties[key]?.title ?? key, words(mine), words(theirs))
  }
  for (const { key, name } of materials) {
    const count = (content: Content) => content.materials[key]?.length ?? 0
    const words = (content: Content) => t('apply.conflict.files', { count: count(content) })
    tell(name, words(mine), words(theirs))
  }
  return lines
}
