import { useDidShow } from '@tarojs/taro'
import { listMessages } from '@shared/messaging/contract'
import { call } from '@/api/call'
import { useReading } from '@/api/use-reading'
import { LinkRow, LinkRows } from '@/ui/link-row'
import { Section } from '@/ui/section'
import { StatusTag } from '@/ui/status-tag'
import { t } from '@/words/words'

/** 我的消息 and 凭编号查进度. */
export function MoreWays({ isVerified }: { isVerified: boolean }) {
  return (
    <Section title={t('home.more')}>
      <LinkRows>
        {isVerified ? <MyMessages /> : <MessagesRow text={t('home.messages.text')} />}
        <LinkRow to={{ page: 'progress' }} title={t('home.progress')} text={t('home.progress.text')} />
      </LinkRows>
    </Section>
  )
}

function MyMessages() {
  const { reading, again } = useReading(() => call(listMessages, {}))
  useDidShow(() => void again())
  // How many are unread is told when it is known; the way to the messages does not depend on it.
  if (reading.is !== 'read') return <MessagesRow text={t('home.messages.text')} />
  const { unread } = reading.value
  if (unread === 0) return <MessagesRow text={t('home.messages.none')} />
  return <MessagesRow text={t('home.messages.text')} unread={unread} />
}

function MessagesRow({ text, unread }: { text: string; unread?: number }) {
  return (
    <LinkRow
      to={{ page: 'inbox' }}
      title={t('home.messages')}
      text={text}
      {...(unread !== undefined && {
        mark: <StatusTag tone="act">{t('home.messages.unread', { count: unread })}</StatusTag>,
      })}
    />
  )
}
