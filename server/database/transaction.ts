import { AsyncLocalStorage } from 'node:async_hooks'
import type { QueryOptions, Sequelize, Transaction } from 'sequelize'
import { classify } from './sqlite/classify'

interface Scope {
  sequelize: Sequelize
  tx: Transaction
  open: boolean
  outer: Scope | undefined
}

const scopes = new AsyncLocalStorage<Scope>()

/** A write inside a transaction forgot to carry it. */
export class TransactionMissing extends Error {
  override readonly name = 'TransactionMissing'
}

const openScope = (sequelize: Sequelize): Scope | undefined => {
  for (let scope = scopes.getStore(); scope; scope = scope.outer) {
    if (scope.open && scope.sequelize === sequelize) return scope
  }
  return undefined
}

/** @throws TransactionMissing when called inside another transaction of the same database */
export function inTransaction<T>(sequelize: Sequelize, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (openScope(sequelize)) {
    return Promise.reject(
      new TransactionMissing(
        'A transaction is already open here: pass it on instead of opening a second one.',
      ),
    )
  }
  return sequelize.transaction(async tx => {
    const scope: Scope = { sequelize, tx, open: true, outer: scopes.getStore() }
    try {
      return await scopes.run(scope, () => work(tx))
    } finally {
      scope.open = false
    }
  })
}

type Statement = string | { query: string }
type Query = (statement: Statement, options?: QueryOptions) => Promise<unknown>

/**
 * From now on a write issued inside an open transaction without carrying it fails at once. On SQLite it would wait for
 * its own transaction to end; on MySQL it would silently be no part of it.
 */
export function guardWrites(sequelize: Sequelize): void {
  const direct = sequelize.query.bind(sequelize) as Query
  const guarded: Query = (statement, options) => {
    const scope = openScope(sequelize)
    if (scope && !carries(options?.transaction, scope.tx)) {
      const sql = typeof statement === 'string' ? statement : statement.query
      const kind = classify(sql)
      if (kind === 'write' || kind === 'begin') return Promise.reject(new TransactionMissing(sentence(sql)))
    }
    return direct(statement, options)
  }
  sequelize.query = guarded as typeof sequelize.query
}

function carries(carried: Transaction | null | undefined, tx: Transaction): boolean {
  let one: (Transaction & { parent?: Transaction }) | null | undefined = carried
  while (one && one !== tx) one = one.parent
  return one === tx
}

const sentence = (sql: string) =>
  `This write stands inside a transaction but does not carry it; pass { transaction: tx }: ${sql.slice(0, 60).split(/[('"]/)[0]}…`
