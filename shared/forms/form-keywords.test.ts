import fs from 'node:fs'
import path from 'node:path'
import { allowedOperators } from '../rules'
import { annotations, assertions } from './allowed-keywords'
import { formatNames } from './field-formats'

const page = (name: string): string => fs.readFileSync(path.join(__dirname, '../../docs', name), 'utf8')

/** First cells of the table under a heading (or of the first table). */
const firstColumn = (text: string, heading = ''): string[] => {
  const section = text.slice(text.indexOf(heading)).split('\n## ')[0] ?? ''
  return Array.from(section.matchAll(/^\| `([^`]+)` +\|/gm), match => match[1] ?? '')
}

test.each([
  ['## Keywords that judge', Object.keys(assertions)],
  ['## Keywords that describe', Object.keys(annotations)],
  ['## Formats', [...formatNames]],
])('%s: the page and the list are equal', (heading, list) => {
  const text = page('form-keywords.md')
  expect(firstColumn(text.slice(text.indexOf(heading) + 3)).sort()).toEqual([...list].sort())
})

test('the page of operators and their list are equal', () => {
  expect(firstColumn(page('rule-operators.md'))).toEqual([...allowedOperators])
})
