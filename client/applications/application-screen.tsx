import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useState } from 'react'
import { RefusedCall } from '@/api/call'
import { SignedInFirst } from '@/identity'
import { go, goHome } from '@/terminal/navigate'
import { Button } from '@/ui/button'
import { Empty } from '@/ui/empty'
import { Loading } from '@/ui/loading'
import { Page } from '@/ui/page'
import { ProblemView } from '@/ui/problem-view'
import { t } from '@/words/words'
import { ApplicationForm } from './application-form'
import { caseOf, forgetHandedIn } from './journey-memory'
import { openApplication, type Application } from './open-application'
import { pendingSubmission } from './pending-submission'

type Opening =
  | { is: 'opening' }
  | { is: 'open'; application: Application; turn: number }
  | { is: 'atCounter' }
  | { is: 'awaiting' }
  | { is: 'handedIn'; caseNumber: string }
  | { is: 'refused'; problem: RefusedCall }

/** 在线办理: the form of any item. */
export function ApplicationScreen({ item }: { item: string }) {
  const [title, setTitle] = useState(t('apply.title'))
  return (
    <Page title={title}>
      {item === '' ? (
        <Empty title={t('apply.nothing.title')} text={t('apply.nothing.text')}>
          <Button onTap={goHome}>{t('apply.nothing.go')}</Button>
        </Empty>
      ) : (
        <SignedInFirst then={{ page: 'apply', item }}>
          <OneApplication key={item} item={item} onTitle={setTitle} />
        </SignedInFirst>
      )}
    </Page>
  )
}

function OneApplication({ item, onTitle }: { item: string; onTitle: (title: string) => void }) {
  const [opening, setOpening] = useState<Opening>({ is: 'opening' })

  const open = useCallback(async () => {
    if (pendingSubmission(item).is === 'ours') return setOpening({ is: 'awaiting' })
    try {
      const application = await openApplication(item)
      if (application) onTitle(application.guide.name)
      setOpening(application ? { is: 'open', application, turn: Date.now() } : { is: 'atCounter' })
    } catch (problem) {
      if (!(problem instanceof RefusedCall)) throw problem
      setOpening({ is: 'refused', problem })
    }
  }, [item, onTitle])

  // Coming back from a submission must not show a form that seems to wait for being filled in.
  const look = useCallback(() => {
    const caseNumber = caseOf(item)
    if (caseNumber !== undefined) setOpening({ is: 'handedIn', caseNumber })
    else if (pendingSubmission(item).is === 'ours') setOpening({ is: 'awaiting' })
    else setOpening(now => (now.is === 'awaiting' ? { is: 'opening' } : now))
  }, [item])
  useDidShow(look)
  useEffect(look, [look])
  useEffect(() => {
    if (opening.is === 'opening') void open()
  }, [opening.is, open])

  switch (opening.is) {
    case 'opening':
      return <Loading rows={4} />
    case 'open': {
      const { application, turn } = opening
      return <ApplicationForm key={turn} application={application} onReopen={open} />
    }
    case 'atCounter':
      return (
        <Empty title={t('apply.counter.title')} text={t('apply.counter.text')}>
          <Button onTap={() => go({ page: 'guide', item })}>{t('apply.counter.go')}</Button>
        </Empty>
      )
    case 'awaiting':
      return (
        <Empty title={t('apply.awaiting.title')} text={t('apply.awaiting.text')}>
          <Button onTap={() => go({ page: 'confirm', item })}>{t('apply.awaiting.go')}</Button>
        </Empty>
      )
    case 'handedIn': {
      const { caseNumber } = opening
      const again = () => {
        forgetHandedIn(item)
        setOpening({ is: 'opening' })
      }
      return (
        <Empty title={t('apply.submitted.title')} text={t('apply.submitted.text')}>
          <Button onTap={() => go({ page: 'receipt', case: caseNumber })}>{t('apply.submitted.go')}</Button>
          <Button look="second" onTap={again}>
            {t('apply.submitted.again')}
          </Button>
        </Empty>
      )
    }
    case 'refused': {
      const { message, requestId } = opening.problem
      return <ProblemView message={message} requestId={requestId} onRetry={open} />
    }
  }
}
