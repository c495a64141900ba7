import { open, readFile } from 'node:fs/promises'
import type { Database } from '../database'
import { readAnchors, readLine, writeLine, type Anchor } from './anchor'

/** The copy of the anchors outside the database: one line each, only ever appended to. */
export interface AnchorFile {
  /** Appends every anchor the file does not have yet, and waits until the disk has them. */
  catchUp(database: Database): Promise<void>
}

/** What an anchor file says: its anchors, and the number (from 1) of the first line that is no anchor. */
export interface FiledAnchors {
  anchors: Anchor[]
  badLine?: number
}

export function createAnchorFile(path: string): AnchorFile {
  let filed: { seq: number; endsClean: boolean } | undefined
  return {
    async catchUp(database) {
      filed ??= await lookUp(path)
      const missing = await readAnchors(database, filed.seq)
      const last = missing.at(-1)
      if (!last) return
      const lines = missing.map(anchor => `${writeLine(anchor)}\n`).join('')
      const known = filed
      // If the append breaks off, the next call has to look at what arrived.
      filed = undefined
      await append(path, known.endsClean ? lines : `\n${lines}`)
      filed = { seq: last.seq, endsClean: true }
    },
  }
}

async function lookUp(path: string): Promise<{ seq: number; endsClean: boolean }> {
  const text = await readText(path)
  const { anchors } = parse(text)
  const seq = anchors.reduce((highest, anchor) => Math.max(highest, anchor.seq), 0)
  return { seq, endsClean: text === '' || text.endsWith('\n') }
}

async function append(path: string, lines: string): Promise<void> {
  const handle = await open(path, 'a', 0o600)
  try {
    await handle.appendFile(lines)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Reads an anchor file. A missing file has no anchors. */
export async function readAnchorFile(path: string): Promise<FiledAnchors> {
  return parse(await readText(path))
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

function parse(text: string): FiledAnchors {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const anchors: Anchor[] = []
  for (const [nth, line] of lines.entries()) {
    const anchor = readLine(line)
    if (anchor) {
      anchors.push(anchor)
      continue
    }
    // A line a crash cut short is forgiven: at the end of the file, or where the whole of it follows.
    const next = lines[nth + 1]
    if (next !== undefined && !next.startsWith(line)) return { anchors, badLine: nth + 1 }
  }
  return { anchors }
}
