import { columns, type Migration } from '../database'
import { tagged } from '../vault'

tagged('audit_rows', {
  chain: 'L1',
  seq: 'L1',
  recorded_at: 'L1',
  actor_kind: 'L1',
  actor_id: 'L2',
  action: 'L1',
  object_kind: 'L1',
  object_id: 'L2',
  detail: 'L2',
  prev_hash: 'L1',
  hash: 'L1',
  seal: 'L1',
})
tagged('audit_anchors', {
  seq: 'L1',
  anchored_at: 'L1',
  heads: 'L1',
  prev_hash: 'L1',
  hash: 'L1',
  mac: 'L1',
})

/**
 * The tables of the audit. Give the application's database role INSERT and SELECT on them and nothing else.
 * `recorded_at` and `anchored_at` are ISO texts: they are hashed exactly as they are stored.
 */
export const auditMigrations: readonly Migration[] = [
  {
    name: '20260101-audit',
    up: async context => {
      await context.createTable(
        'audit_rows',
        {
          chain: columns.identifier(32),
          seq: columns.count(),
          recorded_at: columns.identifier(24),
          actor_kind: columns.identifier(16),
          actor_id: columns.identifier(64),
          action: columns.identifier(64),
          object_kind: columns.identifier(32),
          object_id: columns.identifier(64),
          detail: columns.text(),
          prev_hash: columns.identifier(64),
          hash: columns.identifier(64),
          seal: columns.identifier(64),
        },
        {
          primaryKey: ['chain', 'seq'],
          indexes: [
            { columns: ['object_kind', 'object_id'] },
            { columns: ['actor_kind', 'actor_id', 'recorded_at'] },
            { columns: ['recorded_at'] },
          ],
        },
      )
      await context.createTable(
        'audit_anchors',
        {
          seq: columns.count(),
          anchored_at: columns.identifier(24),
          heads: columns.text(),
          prev_hash: columns.identifier(64),
          hash: columns.identifier(64),
          mac: columns.identifier(64),
        },
        { primaryKey: ['seq'] },
      )
    },
    down: async context => {
      await context.dropTable('audit_anchors')
      await context.dropTable('audit_rows')
    },
  },
]
