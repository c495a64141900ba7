import type { Migration } from '../database'
import { materialColumns } from './material.model'

export const materialMigrations: Migration[] = [
  {
    name: '0030-materials',
    async up({ createTable, addIndex }) {
      // The content lies encrypted in the blob store under the same id, and is there before the row is.
      await createTable('materials', materialColumns)
      await addIndex('materials', { columns: ['person_id', 'uploaded_at'] })
      await addIndex('materials', { columns: ['case_id', 'uploaded_at'] })
    },
    down: ({ dropTable }) => dropTable('materials'),
  },
]
