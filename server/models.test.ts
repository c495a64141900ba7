import { randomBytes } from 'node:crypto'
import type { Column } from './database'
import { allMigrations } from './migrations'
import { defineModels } from './models'
import { createTestDatabase, type TestDatabase } from './test/database'
import { createVault, findSensitivityFaults, sensitivityOf } from './vault'

let opened: TestDatabase
beforeAll(async () => {
  opened = await createTestDatabase(allMigrations)
  const vault = createVault({ keys: [{ id: 'k1', secret: randomBytes(32) }], profile: 'aes' })
  defineModels(opened.database, vault)
})
afterAll(() => opened.dispose())

interface RealColumn {
  type: string
  allowNull: boolean
  primaryKey: boolean
}

/** Every table as the engine itself describes it. */
async function realTables(): Promise<Map<string, Record<string, RealColumn>>> {
  const inspector = opened.database.sequelize.getQueryInterface()
  const tables = new Map<string, Record<string, RealColumn>>()
  for (const table of await inspector.showAllTables()) {
    tables.set(table, (await inspector.describeTable(table)) as unknown as Record<string, RealColumn>)
  }
  return tables
}

/** MariaDB tells display widths and leaves out collations; neither changes what a column holds. */
const plain = (type: string): string =>
  type
    .toUpperCase()
    .replace(/ CHARACTER SET.*$/, '')
    .replace(/^(INT|BIGINT)\(\d+\)$/, '$1')

test('every model is its table: the same columns, types, keys and nulls', async () => {
  const real = await realTables()
  const { models } = opened.database.sequelize
  expect(Object.keys(models).length).toBeGreaterThan(10)
  for (const [table, model] of Object.entries(models)) {
    const columns = Object.entries(model.getAttributes()).map(([name, attribute]) => {
      const { sql, allowNull, primaryKey } = attribute as unknown as Column
      const told = {
        type: plain(sql[opened.database.engine]),
        allowNull: allowNull ?? false,
        primaryKey: primaryKey ?? false,
      }
      return [`${table}.${name}`, told]
    })
    const found = Object.entries(real.get(table) ?? {}).map(([name, { type, allowNull, primaryKey }]) => [
      `${table}.${name}`,
      { type: plain(type), allowNull, primaryKey },
    ])
    expect(Object.fromEntries(columns)).toEqual(Object.fromEntries(found))
  }
})

test('no column of any table is without a level, and none that is L3 or L4 lies there in clear', async () => {
  const { sequelize } = opened.database
  expect(findSensitivityFaults(sequelize)).toEqual([])
  const real = await realTables()
  expect(real.size).toBeGreaterThan(15)
  const faults = [...real].flatMap(([table, columns]) =>
    Object.keys(columns).flatMap(column => {
      const level = sensitivityOf(table, column)
      if (!level) return [`${table}.${column} has no level`]
      const mustBeSealed = level === 'L3' || level === 'L4'
      // What a model holds was judged above; a secret outside every model has nobody who seals it.
      return mustBeSealed && !sequelize.models[table]?.getAttributes()[column]
        ? [`${table}.${column} is ${level} and in no model`]
        : []
    }),
  )
  expect(faults).toEqual([])
})
