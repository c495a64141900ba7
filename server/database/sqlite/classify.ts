/** What a statement means for the write gate. */
export type StatementKind = 'read' | 'write' | 'begin' | 'commit' | 'rollback'

const leadingComments = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/
const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\//g
const writesInsideWith = /\b(?:insert|replace|update|delete)\b/i

/**
 * Tells whether a statement must pass the write gate. When in doubt it says 'write': waiting in line is harmless,
 * slipping past the gate is not.
 */
export function classify(sql: string): StatementKind {
  const text = sql.replace(leadingComments, '')
  const word = /^[a-z]+/i.exec(text)?.[0].toLowerCase() ?? ''
  if (word === 'select' || word === 'explain' || word === 'values') return 'read'
  if (word === 'with') return writesInsideWith.test(text.replace(quoted, "''")) ? 'write' : 'read'
  if (word === 'pragma') return text.includes('=') ? 'write' : 'read'
  if (word === 'begin' || word === 'start') return 'begin'
  if (word === 'commit' || word === 'end') return 'commit'
  if (word === 'rollback') return /^rollback\s+(?:transaction\s+)?to\b/i.test(text) ? 'write' : 'rollback'
  return 'write'
}
