import type { Migration } from '../database'
import { caseEventColumns } from './case-event.model'
import { caseColumns } from './case.model'
import { draftColumns } from './draft.model'

export const caseMigrations: Migration[] = [
  {
    name: '0020-cases',
    async up({ createTable, addIndex }) {
      await createTable('drafts', draftColumns)
      await addIndex('drafts', { columns: ['person_id', 'item_code'], unique: true })

      await createTable('cases', caseColumns)
      await addIndex('cases', { columns: ['case_number'], unique: true })
      await addIndex('cases', { columns: ['person_id', 'submitted_at'] })

      await createTable('case_events', caseEventColumns)
    },
    async down({ dropTable }) {
      await dropTable('case_events')
      await dropTable('cases')
      await dropTable('drafts')
    },
  },
]
