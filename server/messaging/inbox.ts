import { listMessages, markMessageRead } from '@shared/messaging/contract'
import { Problem } from '@shared/problem'
import type { Transaction } from 'sequelize'
import { changeRows } from '../database'
import { serve } from '../http'
import { inboxPlace, type MessageRow } from './message.model'
import { InboxText, type MessagingStores } from './messaging'

type InboxRow = Pick<MessageRow, 'id' | 'content' | 'sent_at' | 'read_at'> & { case_number: string | null }

export const serveListMessages = ({ database, vault }: MessagingStores) =>
  serve(listMessages, async ({ person }) => {
    // A hundred rows with each look at the inbox: past the model.
    const rows = await database.read<InboxRow>(
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
      // The first reading stays: one statement keeps it, whoever else reads at the same moment.
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
  { models }: MessagingStores,
  id: string,
  personId: string,
  tx: Transaction,
): Promise<boolean> {
  return (await models.Message.count({ where: { id, person_id: personId }, transaction: tx })) > 0
}

const countUnread = ({ models }: MessagingStores, personId: string, tx: Transaction): Promise<number> =>
  models.Message.count({ where: { person_id: personId, read_at: null }, transaction: tx })
