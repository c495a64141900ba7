import { readFileSync } from 'node:fs'
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit, type Document } from 'yaml'
import type { core, ZodType } from 'zod'
import type { ZodMiniType } from 'zod/mini'

/** One mistake in a definition file: where it is and what is wrong. */
export interface FileMistake {
  file: string
  line: number
  reason: string
}

export class DefinitionError extends Error {
  constructor(readonly mistakes: readonly FileMistake[]) {
    super(
      `${mistakes.length} mistake${mistakes.length === 1 ? '' : 's'} in the place's files:\n` +
        mistakes.map(({ file, line, reason }) => `  ${file}:${line}: ${reason}`).join('\n'),
    )
    this.name = 'DefinitionError'
  }
}

export interface ReadFile<T> {
  value: T
  /** Line (from 1) of a path inside the file, or of the nearest thing above it that exists. */
  lineOf(path: readonly PropertyKey[]): number
}

/**
 * Reads one YAML file against a schema.
 * @throws DefinitionError with a line for every mistake; YAML aliases and custom tags are refused
 */
export function readYaml<T>(file: string, shown: string, schema: ZodType<T> | ZodMiniType<T>): ReadFile<T> {
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(file, 'utf8'), {
    lineCounter: lines,
    uniqueKeys: true,
    merge: false,
  })
  const broken = [...document.errors, ...document.warnings].map(error => ({
    file: shown,
    line: lines.linePos(error.pos[0]).line,
    reason: error.message.split('\n')[0] ?? 'not YAML',
  }))
  visit(document, {
    Alias(_key, alias) {
      const line = lines.linePos(alias.range?.[0] ?? 0).line
      broken.push({
        file: shown,
        line,
        reason: `aliases (*${alias.source}) are not used here: write the value out`,
      })
    },
  })
  if (broken.length > 0) throw new DefinitionError(broken)
  const lineOf = (path: readonly PropertyKey[]): number => lineOfPath(document, lines, path)
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 0 }))
  if (parsed.success) return { value: parsed.data, lineOf }
  throw new DefinitionError(parsed.error.issues.map(issue => mistakeOf(issue, shown, lineOf)))
}

function mistakeOf(
  issue: core.$ZodIssue,
  file: string,
  lineOf: (path: readonly PropertyKey[]) => number,
): FileMistake {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = unknown === undefined ? issue.path : [...issue.path, unknown]
  const missing = issue.code === 'invalid_type' && issue.input === undefined
  const name = path.map(String).join('.') || 'the file'
  const reason =
    unknown !== undefined
      ? `${name} is not known here`
      : missing
        ? `${name} is missing`
        : `${name}: ${issue.message}`
  return { file, line: lineOf(path), reason }
}

function lineOfPath(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents
  let offset = offsetOf(node)
  for (const step of path) {
    let next: unknown
    if (isMap(node)) {
      const pair = node.items.find(item => isScalar(item.key) && item.key.value === step)
      if (isPair(pair)) {
        offset = offsetOf(pair.key) ?? offset
        next = pair.value
      }
    } else if (isSeq(node)) {
      next = node.items[Number(step)]
      offset = offsetOf(next) ?? offset
    }
    if (next === undefined) break
    node = next
  }
  return lines.linePos(offset ?? 0).line
}

const offsetOf = (node: unknown): number | undefined =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : undefined
