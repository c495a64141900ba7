import type { Migration } from '../database'
import { messageColumns } from './message.model'
import { smsTextColumns } from './sms-text.model'

export const messagingMigrations: Migration[] = [
  {
    name: '0040-messaging',
    async up({ createTable, addIndex }) {
      await createTable('messages', messageColumns)
      await addIndex('messages', { columns: ['person_id', 'sent_at'] })

      await createTable('sms_texts', smsTextColumns)
    },
    async down({ dropTable }) {
      await dropTable('sms_texts')
      await dropTable('messages')
    },
  },
]
