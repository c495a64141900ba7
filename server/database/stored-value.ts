import type { Sequelize } from 'sequelize'
import type { Parameter } from './database'

/** An instant to the millisecond, as its engine stores it: Sequelize writes a bare Date to MySQL in whole seconds. */
export const storedValue = (sequelize: Sequelize, value: Parameter): Exclude<Parameter, Date> => {
  if (!(value instanceof Date)) return value
  const iso = value.toISOString()
  const text = `${iso.slice(0, 10)} ${iso.slice(11, 23)}`
  return sequelize.getDialect() === 'sqlite' ? `${text} +00:00` : text
}
