import fs from 'node:fs'
import nodePath from 'node:path'
import { openDatabase, type Database } from '../database'

/** Something personal that a test put into the world and that must turn up nowhere in clear. */
export interface Canary {
  /** What to call it in a failure: the value itself is not printed. */
  what: string
  value: string
}

interface Person {
  name: string
  idNumber: string
  mobile: string
}

export const canariesOf = (people: Readonly<Record<string, Person>>): Canary[] =>
  Object.entries(people).flatMap(([who, { name, idNumber, mobile }]) => [
    { what: `name of ${who}`, value: name },
    { what: `ID number of ${who}`, value: idNumber },
    { what: `mobile of ${who}`, value: mobile },
  ])

/** The canary as it stands in texts, in JSON escapes, in addresses, and in bytes written out as hex or base64. */
function spellings(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8')
  // The middle of a base64 text depends on where the value begins in a group of three bytes; its rims on neighbours.
  const base64 = [0, 1, 2].map(shift =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  )
  const escaped = value.replace(/[^ -~]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const encoded = encodeURIComponent(value)
  const texts = [value, value.toLowerCase(), escaped, encoded, encoded.toLowerCase(), bytes.toString('hex')]
  // Shorter pieces turn up among random envelopes.
  return [...new Set([...texts, ...base64.filter(each => each.length >= 8)])]
}

/** A sign-in code is six digits: only standing alone it is one. */
const isShort = (value: string): boolean => /^\d{4,8}$/.test(value)
const standsAlone = (value: string): RegExp => new RegExp(`(?<![0-9A-Za-z.])${value}(?![0-9A-Za-z])`)

/** Which canaries a text holds. @returns sentences; an empty list is what a test wants to see */
export const findLeaks = (where: string, text: string, canaries: readonly Canary[]): string[] =>
  canaries
    .filter(({ value }) =>
      isShort(value) ? standsAlone(value).test(text) : spellings(value).some(each => text.includes(each)),
    )
    .map(({ what }) => `${where} holds the ${what}`)

/** The same for bytes of any sort. Short codes are left out: among random bytes any six digits turn up. */
export function findLeaksInBytes(where: string, bytes: Buffer, canaries: readonly Canary[]): string[] {
  const long = canaries.filter(({ value }) => !isShort(value))
  return long
    .filter(({ value }) => spellings(value).some(each => bytes.includes(each, 0, 'utf8')))
    .map(({ what }) => `${where} holds the ${what}`)
}

/** Every file below a folder (or the one file), as bytes. */
export function findLeaksInFiles(path: string, canaries: readonly Canary[]): string[] {
  if (!fs.existsSync(path)) return []
  if (!fs.statSync(path).isDirectory()) {
    return findLeaksInBytes(nodePath.basename(path), fs.readFileSync(path), canaries)
  }
  return fs
    .readdirSync(path)
    .flatMap(name => [
      ...findLeaks(`the name of a file in ${nodePath.basename(path)}`, name, canaries),
      ...findLeaksInFiles(nodePath.join(path, name), canaries),
    ])
}

/** Every column of every row of every table, whatever the engine; on SQLite also the bytes of the file and its log. */
export async function findLeaksInDatabase(url: string, canaries: readonly Canary[]): Promise<string[]> {
  const database = await openDatabase(url, { readOnly: true })
  try {
    const leaks: string[] = []
    for (const table of await tablesOf(database)) {
      for (const row of await database.read<Record<string, unknown>>(`SELECT * FROM ${table}`, [])) {
        for (const [column, value] of Object.entries(row)) {
          const where = `${table}.${column}`
          if (Buffer.isBuffer(value)) leaks.push(...findLeaksInBytes(where, value, canaries))
          else leaks.push(...findLeaks(where, spell(value), canaries))
        }
      }
    }
    if (url.startsWith('sqlite:')) {
      const file = url.slice('sqlite:'.length)
      for (const each of [file, `${file}-wal`]) leaks.push(...findLeaksInFiles(each, canaries))
    }
    return [...new Set(leaks)]
  } finally {
    await database.close()
  }
}

const spell = (value: unknown): string =>
  value instanceof Date
    ? value.toISOString()
    : typeof value === 'string'
      ? value
      : JSON.stringify(value ?? null)

export async function tablesOf(database: Database): Promise<string[]> {
  const rows = await database.read<{ name: string }>(
    database.engine === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
    [],
  )
  return rows.map(({ name }) => name)
}
