import { QueryTypes, type Transaction } from 'sequelize'
import { Umzug } from 'umzug'
import type { Column } from './columns'
import { columns } from './columns'
import type { Database, Engine, Parameter } from './database'
import {
  columnSql,
  createIndexSql,
  createTableSql,
  indexName,
  quote,
  type Index,
  type TableOptions,
} from './ddl'
import { alone } from './migration-lock'
import { keepCopyBefore } from './migration-copy'

/** What a migration may do; every statement carries the migration's transaction. */
export interface MigrationContext {
  engine: Engine
  transaction: Transaction
  createTable(table: string, columns: Record<string, Column>, options?: TableOptions): Promise<void>
  dropTable(table: string): Promise<void>
  /** An added column may be null or has a default: rows exist already. */
  addColumn(table: string, name: string, column: Column): Promise<void>
  dropColumn(table: string, name: string): Promise<void>
  addIndex(table: string, index: Index): Promise<void>
  dropIndex(table: string, index: Index): Promise<void>
  /** One statement of SQL with `?` placeholders; rows when it reads. */
  run<Row = unknown>(sql: string, parameters?: readonly Parameter[]): Promise<Row[]>
}

export interface Migration {
  /** Sorts by time and says the deed: `20260102-cases`. */
  name: string
  up(context: MigrationContext): Promise<void>
  down(context: MigrationContext): Promise<void>
}

const table = 'schema_migrations'

/**
 * Applies what is missing, in the order given; each migration and its record are one transaction (MySQL commits DDL
 * at once). Several instances may start together: one migrates, the others wait. On SQLite a copy of the file is kept
 * before the first change (`<file>.before-<name>.bak`, the last three).
 * @returns the names applied
 */
export function migrate(database: Database, migrations: readonly Migration[]): Promise<string[]> {
  return alone(database, async () => {
    await createRecord(database)
    const umzug = runner(database, migrations)
    const [next] = await umzug.pending()
    if (!next) return []
    keepCopyBefore(database, next.name, (await umzug.executed()).length > 0)
    return (await umzug.up()).map(({ name }) => name)
  })
}

/** Takes back the last applied migration. @returns its name, or null when there is none */
export function migrateDown(database: Database, migrations: readonly Migration[]): Promise<string | null> {
  return alone(database, async () => {
    const umzug = runner(database, migrations)
    const last = (await umzug.executed()).at(-1)
    if (!last) return null
    keepCopyBefore(database, `down-${last.name}`, true)
    await umzug.down()
    return last.name
  })
}

/** The names not applied yet, in order. */
export async function pendingMigrations(
  database: Database,
  migrations: readonly Migration[],
): Promise<string[]> {
  return (await runner(database, migrations).pending()).map(({ name }) => name)
}

function runner(database: Database, migrations: readonly Migration[]) {
  const inOneTransaction = (migration: Migration, direction: 'up' | 'down', record: string) => () =>
    database.transaction(async tx => {
      const context = contextOf(database, tx)
      if (database.engine === 'sqlite') await context.run('PRAGMA defer_foreign_keys = ON')
      await migration[direction](context)
      const values = direction === 'up' ? [migration.name, new Date()] : [migration.name]
      await context.run(record, values)
    })
  return new Umzug({
    migrations: migrations.map(migration => ({
      name: migration.name,
      up: inOneTransaction(migration, 'up', `INSERT INTO ${table} (name, applied_at) VALUES (?, ?)`),
      down: inOneTransaction(migration, 'down', `DELETE FROM ${table} WHERE name = ?`),
    })),
    storage: {
      // the record is written with the deed, in its transaction
      logMigration: () => Promise.resolve(),
      unlogMigration: () => Promise.resolve(),
      executed: () => appliedMigrations(database),
    },
    logger: undefined,
  })
}

/** The names recorded as applied, in the order of application. */
export async function appliedMigrations(database: Database): Promise<string[]> {
  if (!(await database.sequelize.getQueryInterface().tableExists(table))) return []
  const rows = await database.read<{ name: string }>(
    `SELECT name FROM ${table} ORDER BY applied_at, name`,
    [],
  )
  return rows.map(({ name }) => name)
}

async function createRecord(database: Database): Promise<void> {
  const [create = ''] = createTableSql(database.engine, table, {
    name: { ...columns.identifier(190), primaryKey: true },
    applied_at: columns.instant(),
  })
  await database.sequelize.query(create.replace('CREATE TABLE', 'CREATE TABLE IF NOT EXISTS'))
}

function contextOf({ engine, sequelize }: Database, transaction: Transaction): MigrationContext {
  const run = async <Row>(sql: string, parameters: readonly Parameter[] = []): Promise<Row[]> => {
    const reads = /^\s*(select|with)\b/i.test(sql)
    const replacements = [...parameters]
    if (reads)
      return (await sequelize.query(sql, { replacements, transaction, type: QueryTypes.SELECT })) as Row[]
    await sequelize.query(sql, { replacements, transaction })
    return []
  }
  const runAll = async (statements: readonly string[]) => {
    for (const sql of statements) await run(sql)
  }
  return {
    engine,
    transaction,
    run,
    createTable: (name, made, options) => runAll(createTableSql(engine, name, made, options)),
    dropTable: name => runAll([`DROP TABLE ${quote(name)}`]),
    addColumn: (name, field, column) =>
      runAll([`ALTER TABLE ${quote(name)} ADD COLUMN ${columnSql(engine, field, column)}`]),
    dropColumn: (name, field) => runAll([`ALTER TABLE ${quote(name)} DROP COLUMN ${quote(field)}`]),
    addIndex: (name, index) => runAll([createIndexSql(name, index)]),
    dropIndex: (name, index) =>
      runAll([
        `DROP INDEX ${quote(indexName(name, index))}${engine === 'mysql' ? ` ON ${quote(name)}` : ''}`,
      ]),
  }
}
