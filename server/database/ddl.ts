import type { Column } from './columns'
import type { Engine } from './database'

export interface Index {
  columns: readonly string[]
  unique?: boolean
  name?: string
}

export interface TableOptions {
  /** Needed when the key has several columns. */
  primaryKey?: readonly string[]
  unique?: readonly (readonly string[])[]
  indexes?: readonly Index[]
}

export const quote = (name: string): string => {
  if (!/^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(name)) throw new Error(`Not a name for a table or column: ${name}`)
  return `\`${name}\``
}
const list = (names: readonly string[]): string => names.map(quote).join(', ')

/** The statements that make a table, its unique keys and its indexes. */
export function createTableSql(
  engine: Engine,
  table: string,
  columns: Record<string, Column>,
  { primaryKey, unique = [], indexes = [] }: TableOptions = {},
): string[] {
  const key = primaryKey ?? Object.keys(columns).filter(name => columns[name]?.primaryKey)
  const lines = Object.entries(columns).map(([name, column]) =>
    columnSql(engine, fieldOf(name, column), column),
  )
  if (key.length) lines.push(`PRIMARY KEY (${list(key)})`)
  if (engine === 'mysql') {
    // MySQL ignores REFERENCES written beside a column
    for (const [name, column] of Object.entries(columns)) {
      const target = referenceOf(column)
      if (target) lines.push(`FOREIGN KEY (${quote(fieldOf(name, column))}) ${target}`)
    }
  }
  const suffix = engine === 'mysql' ? ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin' : ''
  const single = Object.entries(columns).filter(([, column]) => column.unique === true)
  const keys: Index[] = [
    ...single.map(([name, column]) => ({ columns: [fieldOf(name, column)], unique: true })),
    ...unique.map(names => ({ columns: names, unique: true })),
    ...indexes,
  ]
  return [
    `CREATE TABLE ${quote(table)} (\n  ${lines.join(',\n  ')}\n)${suffix}`,
    ...keys.map(index => createIndexSql(table, index)),
  ]
}

export const indexName = (table: string, { columns, unique, name }: Index): string =>
  name ?? `${table}_${columns.join('_')}_${unique ? 'unique' : 'index'}`.slice(0, 63)

export const createIndexSql = (table: string, index: Index): string =>
  `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quote(indexName(table, index))} ON ${quote(table)} (${list(index.columns)})`

const fieldOf = (name: string, column: Column): string => column.field ?? name

export function columnSql(engine: Engine, name: string, column: Column): string {
  const parts = [quote(name), column.sql[engine]]
  if (column.allowNull === false) parts.push('NOT NULL')
  if (column.defaultValue !== undefined) parts.push(`DEFAULT ${literal(column.defaultValue)}`)
  const check = column.sql.check?.[engine]?.(quote(name))
  if (check) parts.push(`CHECK (${check})`)
  const target = engine === 'sqlite' && referenceOf(column)
  if (target) parts.push(target)
  return parts.join(' ')
}

function referenceOf({ references, onDelete }: Column): string | undefined {
  if (!references || typeof references === 'string' || typeof references.model !== 'string') return undefined
  const action = onDelete ? ` ON DELETE ${onDelete}` : ''
  return `REFERENCES ${quote(references.model)} (${quote(references.key ?? 'id')})${action}`
}

function literal(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  throw new Error('A column default is a number, a string or a boolean.')
}
