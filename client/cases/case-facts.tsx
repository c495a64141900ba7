import type { CaseDetail } from '@shared/cases/contract'
import { formatCaseNumber } from '@shared/formats/case-number'
import { minuteOf } from '@shared/formats/instant'
import { Card } from '@/ui/card'
import { Facts } from '@/ui/facts'
import { t } from '@/words/words'
import { dayText } from './case-words'

/** Numbers, names and days of a case. */
export function CaseFacts({ detail }: { detail: CaseDetail }) {
  const { departmentName, heldBy, promisedBy, promiseIsEstimate, statutoryBy, statutoryIsEstimate } = detail
  const byDay = (day: string | null, isEstimate: boolean) =>
    day === null ? t('case.stopped') : dayText(day, isEstimate)
  return (
    <Card title={t('case.facts')}>
      <Facts
        facts={[
          { name: t('case.number'), value: formatCaseNumber(detail.caseNumber) },
          { name: t('case.department'), value: departmentName },
          { name: t('case.holder'), value: t(`case.holder.${heldBy}`, { department: departmentName }) },
          { name: t('case.submittedAt'), value: minuteOf(new Date(detail.submittedAt)) },
          { name: t('case.promisedBy'), value: byDay(promisedBy, promiseIsEstimate) },
          { name: t('case.statutoryBy'), value: byDay(statutoryBy, statutoryIsEstimate) },
        ]}
      />
    </Card>
  )
}
