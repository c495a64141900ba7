import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'acorn'

/** Something in a built terminal that an old engine or the content security policy would refuse. */
export interface Finding {
  file: string
  says: string
}

interface Node {
  type: string
  [key: string]: unknown
}

// Younger than iOS 13 or Chromium 66, and not among what client/static/early.js brings along.
const youngMethods = ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'matchAll']
const youngStatics = [
  'Object.hasOwn',
  'Object.groupBy',
  'Promise.allSettled',
  'Promise.any',
  'Promise.withResolvers',
]
const youngFunctions = ['structuredClone', 'requestIdleCallback']

/**
 * Reads every script and page under a folder of built output. Scripts must parse as ES2018, carry no look-behind
 * (Safari before 16.4), make no code from strings, and call nothing our oldest engines lack; pages carry no inline
 * script. What a library only mentions behind a test for its presence is reported all the same.
 */
export function checkOutput(folder: string): Finding[] {
  const files = readdirSync(folder, { recursive: true }).map(String)
  return files.flatMap(file => {
    const text = () => readFileSync(path.join(folder, file), 'utf8')
    const found = file.endsWith('.js') ? checkScript(text()) : file.endsWith('.html') ? checkPage(text()) : []
    return found.map(says => ({ file, says }))
  })
}

export function checkPage(html: string): string[] {
  const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>/g)].map(() => 'inline script')
  const handlers = [...html.matchAll(/<[^>]*\s(on\w+)=/g)].map(match => `inline handler ${match[1] ?? ''}`)
  return [...inline, ...handlers]
}

export function checkScript(code: string): string[] {
  let tree: Node
  try {
    tree = parse(code, { ecmaVersion: 2018, sourceType: 'script' }) as unknown as Node
  } catch (cause) {
    return [`not ES2018: ${cause instanceof Error ? cause.message : String(cause)}`]
  }
  const findings: string[] = []
  visit(tree, node => findings.push(...faultsOf(node)))
  return findings
}

function faultsOf(node: Node): string[] {
  if (node.type === 'Literal') return lookBehind(node)
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return []
  const called = nameOf(node.callee as Node)
  if (called === 'eval' || called === 'Function') return [`code from a string: ${called}(…)`]
  if (/^(window\.|self\.)?set(Timeout|Interval)$/.test(called) && isText((node.arguments as Node[])[0])) {
    return [`code from a string: ${called}('…')`]
  }
  if (youngStatics.includes(called) || youngFunctions.includes(called)) return [`too young: ${called}`]
  const method = called.slice(called.lastIndexOf('.') + 1)
  return called.includes('.') && youngMethods.includes(method) ? [`too young: .${method}()`] : []
}

function lookBehind(node: Node): string[] {
  const regex = node.regex as { pattern: string } | undefined
  const source = regex?.pattern ?? (typeof node.value === 'string' ? node.value : '')
  return /\(\?<[=!]/.test(source) ? [`look-behind: ${source.slice(0, 60)}`] : []
}

const isText = (node: Node | undefined) => node?.type === 'Literal' && typeof node.value === 'string'

/** 'eval', 'Object.hasOwn', '….at': enough of a callee to recognise it. */
function nameOf(callee: Node): string {
  if (callee.type === 'Identifier') return callee.name as string
  if (callee.type !== 'MemberExpression') return ''
  const property = callee.property as Node
  const name = callee.computed ? (property.value as string) : (property.name as string)
  return `${nameOf(callee.object as Node) || '…'}.${name}`
}

function visit(node: Node, look: (node: Node) => void): void {
  look(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof child === 'object' && child !== null && 'type' in child) visit(child as Node, look)
    }
  }
}
