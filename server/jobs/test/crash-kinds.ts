import { createOutsideCaller, fetchJson } from '../../gateways/call-outside'
import { columns, type Database, type Migration } from '../../database'
import type { JobKind } from '..'

/** Our effects, without any unique key that could hide a double one. */
export const effectMigrations: Migration[] = [
  {
    name: '20260102-effects',
    up: ({ createTable }) =>
      createTable('effects', {
        id: {
          ...columns.fen(),
          primaryKey: true,
          sql: { sqlite: 'INTEGER', mysql: 'BIGINT AUTO_INCREMENT' },
        },
        job_key: columns.identifier(190),
      }),
    down: ({ dropTable }) => dropTable('effects'),
  },
]

/** Two kinds that call the outside at `url` and note their effect; `order` causes `deliver`. */
export const createCrashKinds = (database: Database, url: string): JobKind[] => {
  const outside = createOutsideCaller({ system: 'counter', deadlineMs: 2000, maxInFlight: 10 })
  const perform: JobKind['perform'] = (_payload, { key, signal }) =>
    outside.call(
      ending => fetchJson(url, { method: 'POST', headers: { 'idempotency-key': key }, signal: ending }),
      { signal },
    )
  const base = { deadlineMs: 2000, maxAttempts: 20, perform }
  const note: JobKind['record'] = async (_result, _payload, tx, { key }) => {
    await database.sequelize.query('INSERT INTO effects (job_key) VALUES (?)', {
      transaction: tx,
      replacements: [key],
    })
  }
  return [
    {
      ...base,
      kind: 'order',
      async record(result, payload, tx, context) {
        await note(result, payload, tx, context)
        await context.enqueue([{ kind: 'deliver', key: `deliver:${context.key}`, payload: {} }])
      },
    },
    { ...base, kind: 'deliver', record: note },
  ]
}
