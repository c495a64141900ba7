import { listMessages, markMessageRead, type Message } from '@shared/messaging/contract'
import { formatCaseNumber } from '@shared/formats/case-number'
import { minuteOf } from '@shared/formats/instant'
import { call, RefusedCall } from '@/api/call'
import { useReading } from '@/api/use-reading'
import { go } from '@/terminal/navigate'
import { Button } from '@/ui/button'
import { Disclosure } from '@/ui/disclosure'
import { Empty } from '@/ui/empty'
import { Loading } from '@/ui/loading'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { ProblemView } from '@/ui/problem-view'
import { StatusTag } from '@/ui/status-tag'
import { t } from '@/words/words'

/** 我的消息: the newest first; opening one marks it as read. */
export function Inbox() {
  const { reading, again } = useReading(() => call(listMessages, {}))
  if (reading.is === 'reading') return <Loading />
  if (reading.is === 'failed') {
    return (
      <ProblemView message={reading.problem.message} requestId={reading.problem.requestId} onRetry={again} />
    )
  }
  const { messages, unread } = reading.value
  if (messages.length === 0) return <Empty title={t('inbox.empty')} text={t('inbox.empty.text')} />

  const markRead = async ({ id, readAt }: Message) => {
    if (readAt !== null) return
    try {
      await call(markMessageRead, { id })
      await again()
    } catch (problem) {
      // It stays unread, which is the truth; opening it again tries again.
      if (!(problem instanceof RefusedCall)) throw problem
    }
  }
  return (
    <>
      {reading.outdated && <Notice tone="warn">{t('cases.outdated')}</Notice>}
      <Box role="status">{unread > 0 ? t('inbox.unread', { count: unread }) : t('inbox.allRead')}</Box>
      <Box as="ul" className="ui-rows" aria-label={t('inbox.list')}>
        {messages.map(message => (
          <Box as="li" key={message.id}>
            <OneMessage message={message} onOpen={() => void markRead(message)} />
          </Box>
        ))}
      </Box>
    </>
  )
}

function OneMessage({ message, onOpen }: { message: Message; onOpen: () => void }) {
  const { title, body, caseNumber, sentAt, readAt } = message
  const at = minuteOf(new Date(sentAt))
  return (
    <Disclosure
      title={title}
      text={caseNumber === null ? at : t('inbox.about', { at, case: formatCaseNumber(caseNumber) })}
      mark={readAt === null ? <StatusTag tone="act">{t('inbox.new')}</StatusTag> : undefined}
      onOpen={onOpen}
    >
      <Box as="p">{body}</Box>
      {caseNumber !== null && (
        <Button look="second" onTap={() => go({ page: 'case', case: caseNumber })}>
          {t('inbox.case')}
        </Button>
      )}
    </Disclosure>
  )
}
