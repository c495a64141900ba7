import type { CounterItemGuide } from '@shared/catalogue/contract'
import { Card } from '@/ui/card'
import { Facts } from '@/ui/facts'
import { Notice } from '@/ui/notice'
import { Box, OutLink } from '@/ui/primitives'
import { t } from '@/words/words'

/** An item of which only the imported list is known: it says whose it is, and that the counter knows the rest. */
export function CounterGuide({ guide }: { guide: CounterItemGuide }) {
  return (
    <>
      <Notice tone="info" title={t('guide.atCounter')}>
        {t('guide.atCounter.text')}
      </Notice>
      <Card>
        <Facts
          facts={[
            { name: t('guide.owner'), value: guide.departmentName },
            { name: t('guide.kind'), value: guide.kindName },
            { name: t('guide.code'), value: guide.code },
          ]}
        />
      </Card>
      <Card title={t('guide.conditions')}>
        <Box as="ul" className="ui-bullets">
          {guide.conditions.map(condition => (
            <Box as="li" key={condition}>
              {condition}
            </Box>
          ))}
        </Box>
      </Card>
      <OutLink className="ui-button" href={`tel:${t('ui.helpline.number')}`}>
        {t('ui.helpline')}
      </OutLink>
    </>
  )
}
