import fs from 'node:fs'
import nodePath from 'node:path'
import { backup } from '@photostructure/sqlite'
import { Gate } from './gate'
import { SqliteHandle, type SchemaAge } from './handle'
import { claimOwnership } from './owner'

const idleHandles = 4
const open = new Map<string, SqliteFile>()

/** Everything this process holds for one SQLite file: the write gate, the claim, and a few idle connections. */
export class SqliteFile {
  readonly gate = new Gate()
  readonly #idle: SqliteHandle[] = []
  readonly #schema: SchemaAge = { changes: 0 }
  #users = 0
  #reader: SqliteHandle | undefined

  private constructor(
    readonly path: string,
    readonly readOnly: boolean,
    private readonly giveUp: () => void,
  ) {}

  /**
   * Opens the file, creating it with its folder unless `readOnly`. Two spellings of one path share one gate.
   * @throws FileOwnedElsewhere when another process has it
   */
  static open(path: string, readOnly = false): SqliteFile {
    const real = resolveFile(path, readOnly)
    if (readOnly) return new SqliteFile(real, true, () => undefined).#join()
    const shared = open.get(real)
    if (shared) return shared.#join()
    const file = new SqliteFile(real, false, claimOwnership(real))
    open.set(real, file)
    return file.#join()
  }

  #join(): this {
    this.#users += 1
    return this
  }

  /** A connection of one's own until it is given back. */
  borrow(): SqliteHandle {
    this.#refuseWhenClosed()
    return this.#idle.pop() ?? new SqliteHandle(this.path, this.readOnly, this.#schema)
  }

  giveBack(handle: SqliteHandle): void {
    if (handle.native.isTransaction) handle.native.exec('ROLLBACK')
    if (this.#users > 0 && this.#idle.length < idleHandles) this.#idle.push(handle)
    else handle.close()
  }

  /** The connection of hot reads; it never writes. */
  get reader(): SqliteHandle {
    this.#refuseWhenClosed()
    return (this.#reader ??= new SqliteHandle(this.path, this.readOnly, this.#schema))
  }

  #refuseWhenClosed(): void {
    if (this.#users <= 0) throw new Error('This database is closed.')
  }

  /** A consistent copy in one step beside the event loop: requests go on being served. */
  async copyBeside(target: string): Promise<void> {
    const handle = this.borrow()
    try {
      await backup(handle.native, target, { rate: -1 })
    } finally {
      this.giveBack(handle)
    }
  }

  /** A consistent, compact copy, at once, to a file that must not exist yet. */
  copyTo(target: string): void {
    const handle = this.borrow()
    try {
      handle.native.exec(`VACUUM INTO '${target.replaceAll("'", "''")}'`)
    } finally {
      this.giveBack(handle)
    }
  }

  close(): void {
    this.#users -= 1
    if (this.#users > 0) return
    for (const handle of this.#idle.splice(0)) handle.close()
    this.#reader?.close()
    this.#reader = undefined
    open.delete(this.path)
    this.giveUp()
  }
}

/** The one spelling of a path; makes its folder when the file is new. */
export function resolveFile(path: string, mustExist: boolean): string {
  if (!path || path === ':memory:')
    throw new Error('A SQLite address needs a file: sqlite:data/tongban.sqlite')
  const full = nodePath.resolve(path)
  if (fs.existsSync(full)) return fs.realpathSync.native(full)
  if (mustExist) throw new Error(`There is no SQLite file at ${full}.`)
  fs.mkdirSync(nodePath.dirname(full), { recursive: true })
  return nodePath.join(fs.realpathSync.native(nodePath.dirname(full)), nodePath.basename(full))
}
