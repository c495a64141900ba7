import { columns, type Migration } from '../database'

export const caseMigrations: Migration[] = [
  {
    name: '0020-cases',
    async up({ createTable, addIndex }) {
      await createTable('drafts', {
        id: columns.id(),
        person_id: columns.identifier(36),
        item_code: columns.identifier(40),
        definition_version: columns.identifier(32),
        version: columns.version(),
        content: columns.sealed(),
        saved_at: columns.instant(),
      })
      await addIndex('drafts', { columns: ['person_id', 'item_code'], unique: true })

      await createTable('cases', {
        id: columns.id(),
        case_number: columns.identifier(40),
        item_code: columns.identifier(40),
        definition_version: columns.identifier(32),
        person_id: columns.identifier(36),
        id_tail_mac: columns.blindIndex(),
        stage: columns.identifier(32),
        outcome: { ...columns.identifier(32), allowNull: true },
        held_by: columns.identifier(32),
        submitted_at: columns.instant(),
        promised_by: { ...columns.day(), allowNull: true },
        promise_is_estimate: columns.flag(),
        version: columns.version(),
        updated_at: columns.instant(),
      })
      await addIndex('cases', { columns: ['case_number'], unique: true })
      await addIndex('cases', { columns: ['person_id', 'submitted_at'] })

      await createTable('case_events', {
        case_id: { ...columns.identifier(36), primaryKey: true },
        seq: { ...columns.count(), primaryKey: true },
        type: columns.identifier(40),
        actor_kind: columns.identifier(20),
        actor_id: columns.identifier(64),
        at: columns.instant(),
        payload: columns.sealed(),
      })
    },
    async down({ dropTable }) {
      await dropTable('case_events')
      await dropTable('cases')
      await dropTable('drafts')
    },
  },
]
