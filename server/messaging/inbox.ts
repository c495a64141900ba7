import { listMessages, markMessageRead } from '@shared/messaging/contract'
import { Problem } from '@shared/problem'
import type { Transaction } from 'sequelize'
import { changeRows } from '../database'
import { serve } from '../http'
import { inboxPlace } from './deliver-message'
import { InboxText, type MessagingStores } from './messaging'

interface MessageRow {
  id: string
  content: string
  case_number: string | null
  sent_at: Date
  read_at: Date | null
}

export const serveListMessages = ({ database, vault }: MessagingStores) =>
  serve(listMessages, async ({ person }) => {
    const rows = await database.read<MessageRow>(
      'SELECT m.id, m.content, c.case_number, m.sent_at, m.read_at FROM messages m LEFT JOIN cases c ON c.id = m.case_id ' +
        'WHERE m.person_id = ? ORDER BY m.sent_at DESC, m.id LIMIT 100',
      [person.id],
    )
    const messages = rows.map(row => ({
      id: row.id,
      ...InboxText.parse(JSON.parse(vault.open(inboxPlace(row.id), row.content))),
      caseNumber: row.case_number,
      sentAt: row.sent_at.toISOString(),
      readAt: row.read_at?.toISOString() ?? null,
    }))
    return { unread: messages.filter(message => message.readAt === null).length, messages }
  })

export const serveMarkMessageRead = (stores: MessagingStores) =>
  serve(markMessageRead, async ({ input, person, now, once }) =>
    once(async tx => {
      const known = await changeRows(
        stores.database,
        'UPDATE messages SET read_at = COALESCE(read_at, ?) WHERE id = ? AND person_id = ?',
        [now, input.id, person.id],
        tx,
      )
      // MySQL counts changed rows, so an already read message is looked for before it is called missing.
      if (known === 0 && !(await exists(stores, input.id, person.id, tx))) throw new Problem('NOT_FOUND')
      return { unread: await countUnread(stores, person.id, tx) }
    }),
  )

async function exists(
  { database }: MessagingStores,
  id: string,
  personId: string,
  tx: Transaction,
): Promise<boolean> {
  const rows = await database.read(
    'SELECT 1 AS one FROM messages WHERE id = ? AND person_id = ?',
    [id, personId],
    tx,
  )
  return rows.length > 0
}

async function countUnread(
  { database }: MessagingStores,
  personId: string,
  tx: Transaction,
): Promise<number> {
  const [row] = await database.read<{ unread: number }>(
    'SELECT COUNT(*) AS unread FROM messages WHERE person_id = ? AND read_at IS NULL',
    [personId],
    tx,
  )
  return Number(row?.unread ?? 0)
}
