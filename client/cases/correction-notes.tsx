import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Facts } from '@/ui/facts'
import { Notice } from '@/ui/notice'
import { t } from '@/words/words'
import { dayText } from './case-words'
import type { Correction } from './correction-answer'
import type { Sending } from './use-send-answer'

/** How long there is, and that the department's time stands still meanwhile. */
export function ClockNote({ itemName, correction }: { itemName: string; correction: Correction }) {
  const { answerBy, answerIsEstimate, today, points } = correction
  return (
    <Card title={itemName}>
      <Facts
        facts={[
          { name: t('correction.count'), value: t('correction.count.value', { count: points.length }) },
          { name: t('correction.answerBy'), value: dayText(answerBy, answerIsEstimate) },
        ]}
      />
      {today > answerBy && <Notice tone="warn">{t('correction.late')}</Notice>}
      <Notice tone="info">{t('correction.clock')}</Notice>
    </Card>
  )
}

/** What is known about what was sent. */
export function SendingNote({ sending, onAgain }: { sending: Sending; onAgain: () => Promise<void> }) {
  switch (sending.is) {
    case 'idle':
      return null
    case 'confirming':
      return (
        <Notice tone="info" spoken>
          {t('correction.confirming')}
        </Notice>
      )
    case 'failed':
      return (
        <Notice tone="error" spoken title={t('correction.failed')}>
          {sending.problem.message}
        </Notice>
      )
    case 'unknown':
      return (
        <>
          <Notice tone="warn" spoken title={t('correction.unknown')}>
            {t('case.withdraw.unknown.text')}
          </Notice>
          <Button onTap={onAgain}>{t('case.withdraw.again')}</Button>
        </>
      )
  }
}
