import type { CaseDetail } from '@shared/cases/contract'
import { Card } from '@/ui/card'
import { Facts } from '@/ui/facts'
import { Box } from '@/ui/primitives'
import { t } from '@/words/words'
import { stageText } from './case-words'

/** What was decided, on what it rests, and what to do against it (行政复议法 第二十条、第二十四条, 行政诉讼法 第四十六条). */
export function CaseDecision({ detail }: { detail: CaseDetail }) {
  const { decision, stage, outcome, heldBy } = detail
  const isAdverse = stage === 'notAccepted' || outcome === 'refused'
  const isDecided = heldBy === 'nobody' && stage !== 'withdrawn'
  if (!isDecided) return null
  const articles = decision?.articles ?? []
  return (
    <>
      <Card title={t('case.decision')}>
        <Facts
          facts={[
            { name: t('case.decision.outcome'), value: stageText(detail) },
            ...(decision?.opinion ? [{ name: t('case.decision.opinion'), value: decision.opinion }] : []),
            ...(articles.length > 0
              ? [{ name: t('case.decision.articles'), value: articles.join('、') }]
              : []),
          ]}
        />
      </Card>
      {isAdverse && (
        <Card title={t('case.object')}>
          <Box as="ol" className="ui-numbered">
            <Box as="li">{t('case.object.ask')}</Box>
            <Box as="li">{t('case.object.review')}</Box>
            <Box as="li">{t('case.object.sue')}</Box>
          </Box>
        </Card>
      )}
    </>
  )
}
