import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseDocument } from 'yaml'

/** Why a whole file cannot be imported: one sentence with what, where and how to mend it. Nothing was changed. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused'
}

const largest = 256 * 1024 * 1024

/**
 * Reads a list of records from a JSON file in UTF-8; a byte order mark is skipped.
 * @throws ImportRefused
 */
export async function readItemFile(file: string): Promise<unknown[]> {
  const shown = path.basename(file)
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new ImportRefused(`${file} cannot be read (${codeOf(cause)}): check the path and the rights.`, {
      cause,
    })
  })
  if (bytes.length > largest)
    throw new ImportRefused(`${shown} is larger than 256 MB: split it into several files.`)
  const text = decode(bytes, shown)
  if (text.trim() === '') throw new ImportRefused(`${shown} is empty: export the list again.`)
  if (text.trimStart().startsWith('<')) {
    throw new ImportRefused(
      `${shown} begins at line ${lineAt(text, text.indexOf('<'))} with “${text.trimStart().slice(0, 15)}”: it is a web page, most likely the source's error page; download the list again.`,
    )
  }
  const value = parse(text, shown)
  if (!Array.isArray(value)) {
    throw new ImportRefused(
      `${shown} holds ${kindOf(value)} where a list [ … ] of records must stand: ${mend(value)}`,
    )
  }
  if (value.length === 0)
    throw new ImportRefused(`${shown} holds an empty list: export the list again; nothing was changed.`)
  return value
}

function decode(bytes: Buffer, shown: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    const line = bytes.subarray(0, firstWrong(bytes)).filter(byte => byte === 10).length + 1
    throw new ImportRefused(
      `${shown} is not UTF-8 from line ${line} on${looksLikeGbk(bytes) ? ', it looks like GBK' : ''}: convert it, e.g. with “iconv -f GB18030 -t UTF-8”.`,
      { cause },
    )
  }
}

/** Where decoding first fails: the longest good beginning, found by halving. */
function firstWrong(bytes: Buffer): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true })
      good = middle
    } catch {
      bad = middle
    }
  }
  return good
}

function looksLikeGbk(bytes: Buffer): boolean {
  try {
    return /\p{Script=Han}/u.test(new TextDecoder('gb18030', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}

function parse(text: string, shown: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const at = placeOfMistake(text)
    const near = text
      .slice(Math.max(0, at - 10), at + 10)
      .replace(/\s+/g, ' ')
      .trim()
    throw new ImportRefused(
      `${shown} is not JSON: line ${lineAt(text, at)} cannot be understood near “${near}”; mend it there or export the list again.`,
      { cause },
    )
  }
}

/** JSON.parse does not always say where; YAML's reader, which understands JSON, does. */
const placeOfMistake = (text: string): number =>
  parseDocument(text, { schema: 'json', prettyErrors: false }).errors[0]?.pos[0] ?? text.length

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length

const kindOf = (value: unknown): string =>
  value === null ? 'null' : typeof value === 'object' ? 'a single record' : `a ${typeof value}`

const mend = (value: unknown): string => {
  const inside = Object.entries(value ?? {}).find(([, each]) => Array.isArray(each))?.[0]
  return inside
    ? `the list seems to stand under “${inside}”, hand in that list alone.`
    : 'hand in the list itself.'
}

const codeOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'unknown'
