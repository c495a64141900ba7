import { readItem } from '@shared/catalogue/contract'
import { call } from '@/api/call'
import { useReading } from '@/api/use-reading'
import { go } from '@/terminal/navigate'
import { Button } from '@/ui/button'
import { Empty } from '@/ui/empty'
import { Loading } from '@/ui/loading'
import { Page } from '@/ui/page'
import { OutLink } from '@/ui/primitives'
import { ProblemView } from '@/ui/problem-view'
import { t } from '@/words/words'
import { CounterGuide } from './counter-guide'
import { OnlineGuide } from './online-guide'

/** 办事指南 of one item, with its name as the page's heading. Addresses are typed by people: the code may be missing. */
export function Guide({ code }: { code: string | undefined }) {
  if (code) return <GuideOf code={code} />
  return (
    <Page title={t('guide.title')}>
      <Missing />
    </Page>
  )
}

function GuideOf({ code }: { code: string }) {
  const { reading, again } = useReading(() => call(readItem, { code }))
  if (reading.is === 'reading') {
    return (
      <Page title={t('guide.title')}>
        <Loading rows={5} />
      </Page>
    )
  }
  if (reading.is === 'failed') {
    const { code: refusal, message, requestId } = reading.problem
    const isMissing = refusal === 'ITEM_NOT_FOUND' || refusal === 'INPUT_INVALID'
    return (
      <Page title={t('guide.title')}>
        {isMissing ? <Missing /> : <ProblemView message={message} requestId={requestId} onRetry={again} />}
      </Page>
    )
  }
  const guide = reading.value
  return (
    <Page title={guide.name}>
      {guide.online ? <OnlineGuide guide={guide} /> : <CounterGuide guide={guide} />}
    </Page>
  )
}

function Missing() {
  return (
    <Empty title={t('guide.missing')} text={t('guide.missing.text')}>
      <Button onTap={() => go({ page: 'search' })}>{t('guide.search')}</Button>
      <OutLink className="ui-button ui-button--second" href={`tel:${t('ui.helpline.number')}`}>
        {t('ui.helpline')}
      </OutLink>
    </Empty>
  )
}
