import type { Migration } from '../database'
import { accountColumns } from './account.model'
import { personColumns } from './person.model'
import { sessionColumns } from './session.model'
import { signInCodeColumns } from './sign-in-code.model'

export const identityMigrations: Migration[] = [
  {
    name: '0010-identity',
    async up({ createTable, addIndex }) {
      await createTable('accounts', accountColumns)
      await addIndex('accounts', { columns: ['mobile_index'], unique: true })

      await createTable('people', personColumns)
      await addIndex('people', { columns: ['id_number_index'], unique: true })
      await addIndex('people', { columns: ['mobile_index'] })

      await createTable('sessions', sessionColumns)
      await addIndex('sessions', { columns: ['last_seen_at'] })

      await createTable('sign_in_codes', signInCodeColumns)
      await addIndex('sign_in_codes', { columns: ['mobile_index', 'created_at'] })
    },
    async down({ dropTable }) {
      for (const table of ['sign_in_codes', 'sessions', 'people', 'accounts']) await dropTable(table)
    },
  },
]
