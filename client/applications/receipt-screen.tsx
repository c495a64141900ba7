import { readCase, type CaseDetail } from '@shared/cases/contract'
import { minuteOf } from '@shared/formats/instant'
import { call } from '@/api/call'
import { useReading } from '@/api/use-reading'
import { SignedInFirst } from '@/identity'
import { go, goHome } from '@/terminal/navigate'
import { terminal } from '@/terminal/terminal'
import { useSay } from '@/ui/area'
import { BigNumber } from '@/ui/big-number'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Empty } from '@/ui/empty'
import { Facts } from '@/ui/facts'
import { Loading } from '@/ui/loading'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { ProblemView } from '@/ui/problem-view'
import { t } from '@/words/words'

/** 回执: that it arrived, under which number, and what happens next, as the server knows it. */
export function ReceiptScreen({ caseNumber }: { caseNumber: string }) {
  if (caseNumber === '') {
    return (
      <Empty title={t('apply.nothing.title')} text={t('apply.nothing.text')}>
        <Button onTap={goHome}>{t('apply.nothing.go')}</Button>
      </Empty>
    )
  }
  return (
    <SignedInFirst then={{ page: 'receipt', case: caseNumber }}>
      <OneReceipt caseNumber={caseNumber} />
    </SignedInFirst>
  )
}

function OneReceipt({ caseNumber }: { caseNumber: string }) {
  const { reading, again } = useReading(() => call(readCase, { caseNumber }))
  if (reading.is === 'reading') return <Loading rows={4} />
  if (reading.is === 'failed') {
    const { message, requestId } = reading.problem
    return <ProblemView message={message} requestId={requestId} onRetry={again} />
  }
  return <Received detail={reading.value} />
}

function Received({ detail }: { detail: CaseDetail }) {
  const say = useSay()
  const { caseNumber } = detail
  const copy = async () => {
    say((await terminal.copyText(caseNumber)) ? t('receipt.copied') : t('receipt.copy.failed'))
  }
  return (
    <>
      <Notice tone="success">{t('receipt.kept')}</Notice>
      <Card>
        <BigNumber label={t('receipt.number')} value={caseNumber} />
        <Button look="second" onTap={copy}>
          {t('receipt.copy')}
        </Button>
      </Card>
      <Card title={t('receipt.facts')}>
        <Facts
          facts={[
            { name: t('receipt.item'), value: detail.itemName },
            { name: t('receipt.department'), value: detail.departmentName },
            { name: t('receipt.submittedAt'), value: minuteOf(new Date(detail.submittedAt)) },
            { name: t('receipt.promisedBy'), value: promisedText(detail) },
          ]}
        />
      </Card>
      <Card title={t('receipt.next')}>
        <Box as="p">{detail.nextStep}</Box>
        <Box as="p">{t('receipt.next.sms')}</Box>
      </Card>
      <Button onTap={() => go({ page: 'case', case: caseNumber })}>{t('receipt.case')}</Button>
      <Button look="second" onTap={goHome}>
        {t('receipt.home')}
      </Button>
    </>
  )
}

function promisedText({ promisedBy, promiseIsEstimate }: CaseDetail): string {
  if (promisedBy === null) return t('receipt.unpromised')
  return promiseIsEstimate ? t('receipt.estimate', { day: promisedBy }) : promisedBy
}
