import { columns, type Migration } from '../database'

export const catalogueMigrations: Migration[] = [
  {
    name: '0015-item-versions',
    async up({ createTable }) {
      // Every definition ever applied for stays readable: a running case keeps the rules it was submitted under.
      await createTable(
        'item_versions',
        {
          code: columns.identifier(40),
          version: columns.identifier(32),
          definition: columns.text(),
          loaded_at: columns.instant(),
        },
        { primaryKey: ['code', 'version'] },
      )
    },
    down: ({ dropTable }) => dropTable('item_versions'),
  },
]
