import { columns, type Migration } from '../database'

export const identityMigrations: Migration[] = [
  {
    name: '0010-identity',
    async up({ createTable, addIndex }) {
      // A mobile number that signed in. It proves a phone (L1), never a person: numbers are handed on.
      await createTable('accounts', {
        id: columns.id(),
        mobile: columns.sealed(),
        mobile_index: columns.blindIndex(),
        created_at: columns.instant(),
      })
      await addIndex('accounts', { columns: ['mobile_index'], unique: true })

      // A verified person (L2), found by the ID number alone.
      await createTable('people', {
        id: columns.id(),
        name: columns.sealed(),
        id_number: columns.sealed(),
        id_number_index: columns.blindIndex(),
        mobile: { ...columns.sealed(), allowNull: true },
        mobile_index: { ...columns.blindIndex(), allowNull: true },
        verified_at: columns.instant(),
      })
      await addIndex('people', { columns: ['id_number_index'], unique: true })
      await addIndex('people', { columns: ['mobile_index'] })

      await createTable('sessions', {
        id: { ...columns.blindIndex(), primaryKey: true },
        account_id: columns.identifier(36),
        person_id: { ...columns.identifier(36), allowNull: true },
        level: columns.count(),
        created_at: columns.instant(),
        last_seen_at: columns.instant(),
      })
      await addIndex('sessions', { columns: ['last_seen_at'] })

      await createTable('sign_in_codes', {
        id: columns.id(),
        mobile_index: columns.blindIndex(),
        code_mac: columns.blindIndex(),
        tries: columns.count(),
        state: columns.identifier(16),
        created_at: columns.instant(),
        expires_at: columns.instant(),
      })
      await addIndex('sign_in_codes', { columns: ['mobile_index', 'created_at'] })
    },
    async down({ dropTable }) {
      for (const table of ['sign_in_codes', 'sessions', 'people', 'accounts']) await dropTable(table)
    },
  },
]
