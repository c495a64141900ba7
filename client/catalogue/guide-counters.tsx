import type { OnlineItemGuide } from '@shared/catalogue/contract'
import { Card } from '@/ui/card'
import { Box, OutLink } from '@/ui/primitives'
import { t } from '@/words/words'

/** 窗口: where, when and whom to call. */
export function GuideCounters({ counters }: { counters: OnlineItemGuide['counters'] }) {
  if (counters.length === 0) return null
  return (
    <Card title={t('guide.counters')}>
      <Box as="ul" className="ui-parts">
        {counters.map(({ name, address, hours, phone }) => (
          <Box as="li" key={name}>
            <Box className="ui-part__title">{name}</Box>
            <Box>{address}</Box>
            <Box className="ui-hint">{hours}</Box>
            <OutLink
              className="ui-call"
              href={`tel:${phone}`}
              aria-label={t('guide.counter.callNamed', { name, phone })}
            >
              {t('guide.counter.call', { phone })}
            </OutLink>
          </Box>
        ))}
      </Box>
    </Card>
  )
}
