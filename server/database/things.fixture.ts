import type { Model, ModelStatic } from 'sequelize'
import { columns, type Database, type Migration } from '.'

const optional = { allowNull: true } as const

/** A table with every kind of column, for the tests of this room. */
export const thingColumns = {
  id: columns.id(),
  name: { ...columns.text(), ...optional },
  n: { ...columns.fen(), defaultValue: 0 },
  number: { ...columns.count(), ...optional },
  at: { ...columns.instant(), ...optional },
  day: { ...columns.day(), ...optional },
  flag: { ...columns.flag(), ...optional },
  facts: { ...columns.json(), ...optional },
  body: { ...columns.bytes(), ...optional },
  secret: { ...columns.sealed(), ...optional },
  digest: { ...columns.blindIndex(), ...optional },
  code: { ...columns.identifier(20), ...optional, unique: true },
  version: columns.version(),
}

export interface Thing {
  id: string
  name?: string | null
  n?: number
  number?: number | null
  at?: Date | null
  day?: string | null
  flag?: boolean | null
  facts?: unknown
  body?: Buffer | null
  secret?: string | null
  digest?: string | null
  code?: string | null
  version?: number
}

export const thingsMigration: Migration = {
  name: '20260101-things',
  up: context => context.createTable('things', thingColumns),
  down: context => context.dropTable('things'),
}

/** The model of the table on one database. */
export const thingsOf = ({ sequelize }: Database): ModelStatic<Model<Thing, Thing> & Thing> =>
  sequelize.define<Model<Thing, Thing> & Thing>('things', thingColumns)
