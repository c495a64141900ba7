import { columns, type Migration } from '../database'

export const caseMigrations: Migration[] = [
  {
    name: '0020-cases',
    async up({ queryInterface }) {
      await queryInterface.createTable('drafts', {
        id: { ...columns.id(), primaryKey: true },
        person_id: { ...columns.identifier(32), allowNull: false },
        item_code: { ...columns.identifier(40), allowNull: false },
        definition_version: { ...columns.identifier(32), allowNull: false },
        version: { ...columns.version(), allowNull: false },
        content: { ...columns.sealed(), allowNull: false },
        saved_at: { ...columns.instant(), allowNull: false },
      })
      await queryInterface.addIndex('drafts', ['person_id', 'item_code'], { unique: true })

      await queryInterface.createTable('cases', {
        id: { ...columns.id(), primaryKey: true },
        case_number: { ...columns.identifier(40), allowNull: false, unique: true },
        item_code: { ...columns.identifier(40), allowNull: false },
        definition_version: { ...columns.identifier(32), allowNull: false },
        person_id: { ...columns.identifier(32), allowNull: false },
        id_tail_mac: { ...columns.blindIndex(), allowNull: false },
        stage: { ...columns.identifier(32), allowNull: false },
        outcome: columns.identifier(32),
        held_by: { ...columns.identifier(32), allowNull: false },
        submitted_at: { ...columns.instant(), allowNull: false },
        promised_by: columns.day(),
        promise_is_estimate: { ...columns.flag(), allowNull: false },
        version: { ...columns.version(), allowNull: false },
        updated_at: { ...columns.instant(), allowNull: false },
      })
      await queryInterface.addIndex('cases', ['person_id', 'submitted_at'])

      await queryInterface.createTable('case_events', {
        case_id: { ...columns.identifier(32), allowNull: false, primaryKey: true },
        seq: { ...columns.count(), allowNull: false, primaryKey: true },
        type: { ...columns.identifier(40), allowNull: false },
        actor_kind: { ...columns.identifier(20), allowNull: false },
        actor_id: { ...columns.identifier(64), allowNull: false },
        at: { ...columns.instant(), allowNull: false },
        payload: { ...columns.sealed(), allowNull: false },
      })
    },
    async down({ queryInterface }) {
      await queryInterface.dropTable('case_events')
      await queryInterface.dropTable('cases')
      await queryInterface.dropTable('drafts')
    },
  },
]
