import type { Sequelize } from 'sequelize'
import { keptOf } from './kept'
import { VaultError } from './vault-error'

/**
 * 数据分级. L1 may be published; L2 is for the people who work on it; L3 harms a person when it leaks (mobile number,
 * address); L4 harms gravely (ID number, biometrics, bank account). L3 and L4 never lie in the database in clear.
 */
export type Sensitivity = 'L1' | 'L2' | 'L3' | 'L4'

const levels = new Map<string, Sensitivity>()

/**
 * Declares how sensitive the columns of one table are; models say it beside their definition. Saying the same twice is
 * fine, contradicting oneself throws VaultError.
 */
export function tagged(table: string, columns: Record<string, Sensitivity>): void {
  for (const [column, level] of Object.entries(columns)) {
    const key = `${table}.${column}`
    const known = levels.get(key)
    if (known && known !== level) throw new VaultError('misused', `${key} is tagged ${known} and ${level}`)
    levels.set(key, level)
  }
}

/** The level of one column, or nothing when nobody declared it. */
export function sensitivityOf(table: string, column: string): Sensitivity | undefined {
  return levels.get(`${table}.${column}`)
}

/**
 * Reads every model known to this Sequelize and names each fault in a sentence: a column without a tag, an L3 or L4
 * column that is neither sealed nor a fingerprint. An empty list is what a test wants to see. `table` and `column` are
 * the model's table name and attribute name.
 */
export function findSensitivityFaults(sequelize: Sequelize): string[] {
  return Object.values(sequelize.models).flatMap(model => {
    const table = model.tableName
    return Object.entries(model.getAttributes()).flatMap(([column, attribute]) => {
      const level = sensitivityOf(table, column)
      if (!level) return [`${table}.${column} has no sensitivity tag`]
      const needsKeeping = level === 'L3' || level === 'L4'
      return needsKeeping && !keptOf(attribute) ? [`${table}.${column} is ${level} but not sealed`] : []
    })
  })
}
