import { columns, type Migration } from '../database'
import { itemVersionColumns } from './item-version.model'

export const catalogueMigrations: Migration[] = [
  {
    name: '0015-item-versions',
    async up({ createTable }) {
      await createTable('item_versions', itemVersionColumns)
    },
    down: ({ dropTable }) => dropTable('item_versions'),
  },
  {
    name: '0016-imported-items',
    async up({ createTable, addIndex }) {
      await createTable('import_runs', {
        id: columns.id(),
        source: columns.text(),
        rows_read: columns.count(),
        added: columns.count(),
        changed: columns.count(),
        unchanged: columns.count(),
        duplicates: columns.count(),
        quarantined: columns.count(),
        started_at: columns.instant(),
        // null = broken off; the same file imported again completes it
        finished_at: { ...columns.instant(), allowNull: true },
      })
      await createTable('imported_items', {
        code: { ...columns.identifier(80), primaryKey: true },
        name: columns.text(),
        department: columns.text(),
        department_code: columns.identifier(40),
        region_code: columns.identifier(12),
        kind: columns.identifier(2),
        notes: columns.text(),
        digest: columns.identifier(64),
        changed_at: columns.instant(),
      })
      // A row that could not be accepted, word for word, with every reason. Settled = accepted in the meantime.
      await createTable(
        'import_quarantine',
        {
          id: columns.identifier(64),
          code: { ...columns.identifier(80), allowNull: true },
          source: columns.text(),
          row_no: columns.count(),
          content: columns.text(),
          // its code belongs to an accepted item with other content: accepting that item again settles nothing
          conflicting: columns.flag(),
          reasons: columns.text(),
          run_id: columns.identifier(36),
          first_at: columns.instant(),
          settled_at: { ...columns.instant(), allowNull: true },
        },
        { primaryKey: ['id'] },
      )
      await addIndex('import_quarantine', { columns: ['settled_at', 'row_no'] })
      await addIndex('import_runs', { columns: ['finished_at'] })
    },
    async down({ dropTable }) {
      await dropTable('import_quarantine')
      await dropTable('imported_items')
      await dropTable('import_runs')
    },
  },
]
