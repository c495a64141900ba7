import { SignedInFirst } from '@/identity'
import { goHome } from '@/terminal/navigate'
import { Button } from '@/ui/button'
import { Empty } from '@/ui/empty'
import { Loading } from '@/ui/loading'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { t } from '@/words/words'
import { Confirmation } from './confirmation'
import { SubmissionRefused } from './submission-refused'
import { useSubmission } from './use-submission'

/** 确认并提交: everything in words, the pledge, and one submission. */
export function ConfirmScreen({ item }: { item: string }) {
  if (item === '') {
    return (
      <Empty title={t('apply.nothing.title')} text={t('apply.nothing.text')}>
        <Button onTap={goHome}>{t('apply.nothing.go')}</Button>
      </Empty>
    )
  }
  return (
    <SignedInFirst then={{ page: 'confirm', item }}>
      <OneConfirmation item={item} />
    </SignedInFirst>
  )
}

function OneConfirmation({ item }: { item: string }) {
  const { submitting, askNow, submit, reset } = useSubmission(item)
  switch (submitting.is) {
    case 'checking':
      return (
        <Notice tone="info" title={t('confirm.checking.title')} spoken>
          <Box as="p">{t('confirm.checking.text')}</Box>
          <Button look="second" onTap={askNow}>
            {t('confirm.checking.now')}
          </Button>
        </Notice>
      )
    case 'done':
      return <Loading />
    case 'refused':
      return <SubmissionRefused item={item} problem={submitting.problem} onLook={reset} />
    case 'ready':
    case 'sending':
      return <Confirmation item={item} onSubmit={submit} />
  }
}
