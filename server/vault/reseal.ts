import { QueryTypes, type ModelStatic, type Model } from 'sequelize'
import { isBusy, type Database } from '../database'
import { fingerprintOf, placeIdOf } from './column'
import { keptOf, type Kept } from './kept'
import type { Vault } from './vault'
import { VaultError } from './vault-error'

export interface ResealReport {
  /** Rows sealed anew. */
  resealed: number
  /** Values that no key held can open, by place; they stay as they are. */
  unopened: { table: string; column: string; id: string }[]
  /** Rows still under an older key: only the unopened, unless writers with an older key were at work meanwhile. */
  left: number
}

interface Secret<K extends Kept = Kept> {
  attribute: string
  field: string
  kept: K
}

interface SealedTable {
  table: string
  /** The columns of the primary key, in their order. */
  key: string[]
  sealed: Secret<Kept & { as: 'sealed' }>[]
  fingerprints: Secret<Kept & { as: 'index' | 'mac' }>[]
  scopes: { attribute: string; field: string }[]
}

type Row = Record<string, string | number | null>

const MOST_PASSES = 5

/**
 * Rotation: seals every sealed column of every model of this database with the current key, together with the
 * fingerprints that come from it, in batches, while the application reads and writes. A row changes in one statement
 * and only if nobody changed it since it was read, so readers holding both keys never miss. Safe to stop and repeat.
 */
export async function reseal(
  database: Database,
  vault: Vault,
  { batchSize = 200 } = {},
): Promise<ResealReport> {
  const report: ResealReport = { resealed: 0, unopened: [], left: 0 }
  for (const model of Object.values(database.sequelize.models)) {
    const plan = planOf(model)
    if (plan.sealed.length > 0) await resealTable(database, vault, plan, batchSize, report)
  }
  return report
}

async function resealTable(
  database: Database,
  vault: Vault,
  plan: SealedTable,
  batchSize: number,
  report: ResealReport,
): Promise<void> {
  const unopened = new Map<string, ResealReport['unopened'][number]>()
  let stale = Infinity
  // Another pass finds the rows that a writer changed under our hands.
  for (let pass = 0; pass < MOST_PASSES && stale > unopened.size; pass += 1) {
    stale = 0
    let after: Row | undefined
    for (;;) {
      const rows = await readStale(database, plan, vault.currentKeyId, after, batchSize)
      const last = rows.at(-1)
      if (!last) break
      after = last
      stale += rows.length
      const changes = rows.flatMap(row => {
        const change = changeOf(plan, row, vault)
        if ('fault' in change) unopened.set(change.fault.id, change.fault)
        return 'fault' in change ? [] : [change]
      })
      await writeChanges(database, changes)
    }
    if (pass === 0) report.resealed += stale - unopened.size
  }
  report.unopened.push(...unopened.values())
  report.left += stale === Infinity ? 0 : stale
}

async function writeChanges(
  database: Database,
  changes: { sql: string; replacements: (string | number)[] }[],
): Promise<void> {
  const deed = database.transaction(async tx => {
    for (const { sql, replacements } of changes) {
      await database.sequelize.query(sql, { replacements, type: QueryTypes.UPDATE, transaction: tx })
    }
  })
  await deed.catch((error: unknown) => {
    // The application goes first: what it holds at this moment waits for the next pass.
    if (!isBusy(error)) throw error
  })
}

function readStale(
  database: Database,
  plan: SealedTable,
  keyId: string,
  after: Row | undefined,
  limit: number,
): Promise<Row[]> {
  const current = `v1|${keyId}|`
  const fields = new Set([...plan.key, ...[...plan.sealed, ...plan.scopes].map(({ field }) => field)])
  const stale = plan.sealed.map(({ field }) => `SUBSTR(\`${field}\`, 1, ${current.length}) <> ?`).join(' OR ')
  const beyond = after ? `(${plan.key.map((_, nth) => beyondAt(plan.key, nth)).join(' OR ')}) AND` : ''
  const reached = after ? plan.key.flatMap((_, nth) => keyOf(plan.key.slice(0, nth + 1), after)) : []
  return database.read<Row>(
    `SELECT ${list(fields)} FROM \`${plan.table}\`
      WHERE ${beyond} (${stale}) ORDER BY ${list(plan.key)} LIMIT ${Math.trunc(limit)}`,
    [...reached, ...plan.sealed.map(() => current)],
  )
}

const list = (fields: Iterable<string>): string => [...fields].map(field => `\`${field}\``).join(', ')

/** Of a key of several columns, the rows that are equal up to one column and beyond in that one. */
const beyondAt = (key: readonly string[], nth: number): string =>
  `(${[...key.slice(0, nth).map(field => `\`${field}\` = ? AND `), `\`${key[nth]}\` > ?`].join('')})`

const keyOf = (key: readonly string[], row: Row): (string | number)[] => key.map(field => row[field] ?? '')

function changeOf(plan: SealedTable, row: Row, vault: Vault) {
  const key = keyOf(plan.key, row)
  const clear = new Map<string, string>()
  const next: Record<string, string> = {}
  const before: Record<string, string> = {}
  for (const { attribute, field, kept } of plan.sealed) {
    const stored = row[field]
    if (typeof stored !== 'string') continue
    const place = { table: kept.table, column: kept.column, id: placeIdOf(key) }
    try {
      clear.set(attribute, vault.open(place, stored))
    } catch (error) {
      if (error instanceof VaultError) return { fault: place }
      throw error
    }
    before[field] = stored
    next[field] = vault.seal(place, clear.get(attribute) ?? '')
  }
  for (const { field, kept } of plan.fingerprints) {
    const value = kept.from && clear.get(kept.from.column)
    if (value === undefined) continue
    const scope =
      kept.as === 'mac' ? plan.scopes.find(({ attribute }) => attribute === kept.scope) : undefined
    next[field] = fingerprintOf(kept, value, scope ? String(row[scope.field] ?? '') : '', vault)
  }
  const assign = Object.keys(next).map(field => `\`${field}\` = ?`)
  const unchanged = [...plan.key, ...Object.keys(before)].map(field => `\`${field}\` = ?`)
  return {
    sql: `UPDATE \`${plan.table}\` SET ${assign.join(', ')} WHERE ${unchanged.join(' AND ')}`,
    replacements: [...Object.values(next), ...key, ...Object.values(before)],
  }
}

function planOf(model: ModelStatic<Model>): SealedTable {
  const attributes: Record<string, { field?: string }> = model.getAttributes()
  const key = model.primaryKeyAttributes.map(name => attributes[name]?.field ?? name)
  const plan: SealedTable = { table: model.tableName, key, sealed: [], fingerprints: [], scopes: [] }
  for (const [attribute, definition] of Object.entries(attributes)) {
    const kept = keptOf(definition)
    const field = definition.field ?? attribute
    if (kept?.as === 'sealed') plan.sealed.push({ attribute, field, kept })
    else if (kept?.from) plan.fingerprints.push({ attribute, field, kept })
    if (kept?.as === 'mac') {
      plan.scopes.push({ attribute: kept.scope, field: attributes[kept.scope]?.field ?? kept.scope })
    }
  }
  return plan
}
