import { columns, type Migration } from '../database'

export const materialMigrations: Migration[] = [
  {
    name: '0030-materials',
    async up({ createTable, addIndex }) {
      // The content lies encrypted in the blob store under the same id, and is there before the row is.
      await createTable('materials', {
        id: columns.id(),
        person_id: columns.identifier(36),
        item_code: columns.identifier(40),
        kind: columns.identifier(40),
        mime: columns.identifier(40),
        size_bytes: columns.count(),
        file_name: columns.sealed(),
        case_id: { ...columns.identifier(36), allowNull: true },
        uploaded_at: columns.instant(),
      })
      await addIndex('materials', { columns: ['person_id', 'uploaded_at'] })
      await addIndex('materials', { columns: ['case_id', 'uploaded_at'] })
    },
    down: ({ dropTable }) => dropTable('materials'),
  },
]
