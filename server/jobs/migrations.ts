import { columns, type Column, type Migration } from '../database'
import { tagged } from '../vault'

// ids only, see NewJob
tagged('jobs', {
  id: 'L1',
  job_key: 'L2',
  kind: 'L1',
  payload: 'L2',
  group_key: 'L2',
  state: 'L1',
  due_at: 'L1',
  attempts: 'L1',
  takeovers: 'L1',
  fence: 'L1',
  owner: 'L1',
  lease_until: 'L1',
  last_error: 'L1',
  created_at: 'L1',
  ended_at: 'L1',
})

/** Numbers given by the database, rising in the order of writing: the order of jobs inside their group. */
const position: Column = {
  ...columns.fen(),
  primaryKey: true,
  sql: { sqlite: 'INTEGER', mysql: 'BIGINT AUTO_INCREMENT' },
}
const optional = (column: Column): Column => ({ ...column, allowNull: true })

export const jobMigrations: Migration[] = [
  {
    name: '20260101-jobs',
    async up({ createTable }) {
      await createTable(
        'jobs',
        {
          id: position,
          job_key: { ...columns.identifier(190), unique: true },
          kind: columns.identifier(64),
          payload: columns.text(),
          group_key: optional(columns.identifier(190)),
          state: columns.identifier(16),
          // business clock; 1970 means at once
          due_at: columns.instant(),
          attempts: columns.count(),
          takeovers: columns.count(),
          fence: columns.count(),
          owner: optional(columns.identifier(64)),
          // real time, like created_at and ended_at
          lease_until: optional(columns.instant()),
          last_error: optional(columns.identifier(80)),
          created_at: columns.instant(),
          ended_at: optional(columns.instant()),
        },
        {
          indexes: [
            { columns: ['state', 'kind', 'due_at', 'id'] },
            { columns: ['group_key', 'state', 'id'] },
            { columns: ['state', 'lease_until'] },
          ],
        },
      )
    },
    async down({ dropTable }) {
      await dropTable('jobs')
    },
  },
]
