import { DataTypes, type Model } from 'sequelize'
import { columns, type Column } from '../database'
import { keptOf, type FingerprintSource, type Kept } from './kept'
import { SealedText } from './sealed-text'
import { tagged, type Sensitivity } from './sensitivity'
import type { Vault } from './vault'
import { VaultError } from './vault-error'

export interface SecretColumn {
  table: string
  column: string
  sensitivity: Sensitivity
  /** May the value be absent? Default false. */
  allowNull?: boolean
}

/** A column that says how it keeps its secret: for models, and as the table has it. */
export type KeptAttribute = Column & { kept: Kept }

/**
 * An attribute that is clear in the program and sealed in the database. Writing seals it for the row's own primary key,
 * which must be set before (throws VaultError); reading opens it at that moment and not earlier. Fingerprint columns of
 * the same model that come `from` this one are written along with it. A static `Model.update` may empty it; anything
 * else is refused there: it has no row and so no id to seal for. The id of a place is the row's primary key, several
 * parts joined by `:` (case_events: `<case_id>:<seq>`).
 */
export function encryptedColumn(options: SecretColumn, vault: Vault): KeptAttribute {
  const { table, column, sensitivity, allowNull = false } = options
  tagged(table, { [column]: sensitivity })
  return {
    ...columns.sealed(),
    type: new SealedText(),
    allowNull,
    kept: { as: 'sealed', table, column },
    get(this: Model) {
      const stored: unknown = this.getDataValue(column)
      return typeof stored === 'string' ? vault.open(placeOf(this, table, column), stored) : stored
    },
    set(this: Model, value: unknown) {
      refuseStaticUpdates(this)
      if (value !== null && value !== undefined && typeof value !== 'string') {
        throw new VaultError('misused', `${table}.${column} seals text only`)
      }
      const clear = value ?? null
      if (clear !== null && this.get(column) === clear) return
      this.setDataValue(column, clear === null ? null : vault.seal(placeOf(this, table, column), clear))
      writeFingerprints(this, column, clear, vault)
    },
  }
}

/**
 * A 32-character fingerprint for finding equal values without opening anything: search it with
 * `vault.blindIndexes(purpose, normalised)`. With `from`, it follows that sealed attribute by itself.
 */
export function blindIndexColumn(
  options: SecretColumn & { purpose: string; from?: FingerprintSource },
): KeptAttribute {
  const { purpose, from } = options
  return fingerprint(options, 32, { as: 'index', purpose, ...(from && { from }) })
}

/**
 * A 64-character MAC keyed to one scope (an attribute of the row, `id` unless told): compare it with
 * `vault.macMatches`. For short values, whose blind index could simply be listed. Source: an ID tail has 11,000 values.
 */
export function keyedMacColumn(
  options: SecretColumn & { purpose: string; scope?: string; from?: FingerprintSource },
): KeptAttribute {
  const { purpose, scope = 'id', from } = options
  return fingerprint(options, 64, { as: 'mac', purpose, scope, ...(from && { from }) })
}

/** The fingerprint a kept column holds for one clear value under the current key. */
export function fingerprintOf(
  kept: Kept & { as: 'index' | 'mac' },
  clear: string,
  scope: string,
  vault: Vault,
): string {
  const value = kept.from?.normalise?.(clear) ?? clear
  return kept.as === 'index'
    ? vault.blindIndex(kept.purpose, value)
    : vault.keyedMac(kept.purpose, scope, value)
}

function fingerprint(options: SecretColumn, length: number, kept: Kept): KeptAttribute {
  tagged(options.table, { [options.column]: options.sensitivity })
  return {
    ...columns.blindIndex(),
    type: DataTypes.STRING(length, true),
    allowNull: options.allowNull ?? false,
    validate: { is: new RegExp(`^[0-9a-f]{${length}}$`) },
    kept,
  }
}

function writeFingerprints(row: Model, column: string, clear: string | null, vault: Vault): void {
  for (const [attribute, definition] of Object.entries(attributesOf(row))) {
    const kept = keptOf(definition)
    if (!kept || kept.as === 'sealed' || kept.from?.column !== column) continue
    if (clear === null) {
      row.setDataValue(attribute, null)
      continue
    }
    const scope: unknown = kept.as === 'mac' ? row.getDataValue(kept.scope) : ''
    if (typeof scope !== 'string')
      throw new VaultError('misused', `${attribute} needs its scope to be set first`)
    row.setDataValue(attribute, fingerprintOf(kept, clear, scope, vault))
  }
}

function placeOf(row: Model, table: string, column: string): { table: string; column: string; id: string } {
  const key = modelOf(row).primaryKeyAttributes.map((name): unknown => row.getDataValue(name))
  if (key.length > 0 && key.every(isKeyPart)) return { table, column, id: placeIdOf(key) }
  throw new VaultError('misused', `${table}.${column} is sealed for its row: give the row its id first`)
}

const isKeyPart = (part: unknown): part is string | number =>
  (typeof part === 'string' && part !== '') || typeof part === 'number'

/** The id of a row in the places of its sealed values. */
export const placeIdOf = (key: readonly (string | number)[]): string => key.join(':')

interface ModelClass {
  readonly primaryKeyAttributes: readonly string[]
  getAttributes(): Record<string, object>
  addHook(hook: 'beforeBulkUpdate', deed: (options: object) => void): void
}

function modelOf(row: Model): ModelClass {
  return row.constructor as unknown as ModelClass
}

function attributesOf(row: Model): Record<string, object> {
  return modelOf(row).getAttributes()
}

const guarded = new WeakSet<ModelClass>()

/**
 * Sequelize validates a static update on a throw-away row, whose default id our setter would seal for: the value could
 * never be opened again. The hook runs after that and before any SQL.
 */
function refuseStaticUpdates(row: Model): void {
  const model = modelOf(row)
  if (guarded.has(model)) return
  guarded.add(model)
  model.addHook('beforeBulkUpdate', options => {
    const values = 'attributes' in options ? (options.attributes as Record<string, unknown>) : {}
    for (const [attribute, definition] of Object.entries(model.getAttributes())) {
      if (keptOf(definition)?.as === 'sealed' && (values[attribute] ?? null) !== null) {
        throw new VaultError('misused', `${attribute} is sealed per row: load the rows and save them`)
      }
    }
  })
}
