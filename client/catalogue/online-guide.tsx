import type { OnlineItemGuide } from '@shared/catalogue/contract'
import { go } from '@/terminal/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Facts } from '@/ui/facts'
import { Box } from '@/ui/primitives'
import { StickyAction } from '@/ui/sticky-action'
import { t } from '@/words/words'
import { GuideCounters } from './guide-counters'
import { GuideFees } from './guide-fees'
import { GuideLaw } from './guide-law'
import { GuideMaterials } from './guide-materials'
import { feeText } from './item-words'

/** Everything one needs to know before applying, the most asked first, and the way to begin. */
export function OnlineGuide({ guide }: { guide: OnlineItemGuide }) {
  const { limits, materials } = guide
  const facts = [
    { name: t('guide.promised'), value: t('guide.promised.value', { days: limits.promisedDays }) },
    { name: t('guide.statutory'), value: t('guide.statutory.value', { days: limits.statutoryDays }) },
    { name: t('guide.fee'), value: feeText(guide.feeTotalFen) },
    {
      name: t('guide.handIn'),
      value:
        materials.length === 0
          ? t('guide.handIn.none')
          : t('guide.handIn.value', { count: materials.length }),
    },
    {
      name: t('guide.toFill'),
      value:
        guide.requiredFields === 0
          ? t('guide.toFill.none')
          : t('guide.toFill.value', { count: guide.requiredFields }),
    },
  ]
  return (
    <>
      <Box as="p">{guide.summary}</Box>
      <Box className="ui-hint">{t('guide.department', { department: guide.departmentName })}</Box>
      <Card title={t('guide.summary')}>
        <Box className="ui-facts-pair">
          <Facts facts={facts} />
        </Box>
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
      <GuideMaterials materials={materials} />
      <Card title={t('guide.steps')}>
        <Box as="ol" className="ui-ordered">
          {guide.steps.map(({ title, detail }) => (
            <Box as="li" key={title}>
              <Box className="ui-part__title">{title}</Box>
              <Box className="ui-part__text">{detail}</Box>
            </Box>
          ))}
        </Box>
      </Card>
      <GuideFees fees={guide.fees} totalFen={guide.feeTotalFen} />
      <Card title={t('guide.result')}>
        <Box as="p">{guide.result}</Box>
      </Card>
      <GuideCounters counters={guide.counters} />
      <GuideLaw basis={guide.legalBasis} />
      <StickyAction>
        <Button onTap={() => go({ page: 'apply', item: guide.code })}>{t('guide.start')}</Button>
      </StickyAction>
    </>
  )
}
