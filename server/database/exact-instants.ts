import type { QueryOptions, Sequelize } from 'sequelize'

type Statement = string | { query: string; values?: unknown[] }
type Query = (statement: Statement, options?: QueryOptions) => Promise<unknown>
type Replacements = QueryOptions['replacements']

/**
 * On MySQL, Sequelize writes a Date among the replacements of a raw statement to the second only. From now on it keeps
 * the milliseconds, as models and SQLite do.
 */
export function keepMilliseconds(sequelize: Sequelize): void {
  const direct = sequelize.query.bind(sequelize) as Query
  const exact: Query = (statement, options) =>
    direct(
      statement,
      options?.replacements
        ? { ...options, replacements: written(options.replacements) as Replacements & object }
        : options,
    )
  sequelize.query = exact as typeof sequelize.query
}

function written(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', '')
  if (Array.isArray(value)) return value.map(written)
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, written(one)]))
}
