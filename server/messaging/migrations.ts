import { columns, type Migration } from '../database'

export const messagingMigrations: Migration[] = [
  {
    name: '0040-messaging',
    async up({ createTable, addIndex }) {
      await createTable('messages', {
        id: columns.id(),
        person_id: columns.identifier(36),
        case_id: columns.identifier(36),
        intent: columns.identifier(40),
        content: columns.sealed(),
        sent_at: columns.instant(),
        read_at: { ...columns.instant(), allowNull: true },
      })
      await addIndex('messages', { columns: ['person_id', 'sent_at'] })

      // What an SMS job needs and a job's payload may not hold; emptied once the gateway has it.
      await createTable('sms_texts', {
        id: columns.id(),
        content: { ...columns.sealed(), allowNull: true },
        expires_at: { ...columns.instant(), allowNull: true },
        created_at: columns.instant(),
      })
    },
    async down({ dropTable }) {
      await dropTable('sms_texts')
      await dropTable('messages')
    },
  },
]
