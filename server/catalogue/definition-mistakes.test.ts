import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { loadPlace } from './load-place'
import { DefinitionError, type FileMistake } from './read-yaml'

const name = 'YT-YB-001.yaml'
const whole = readFileSync(path.join('config/places/demo/items', name), 'utf8')

const folders: string[] = []
afterAll(() => folders.forEach(folder => rmSync(folder, { recursive: true, force: true })))

/** A copy of the demo place with one more or changed item file. */
const copyWith = (file: string, text: string): string => {
  const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'tongban-place-')), 'demo')
  folders.push(path.dirname(folder))
  cpSync('config/places/demo', folder, { recursive: true })
  writeFileSync(path.join(folder, 'items', file), text)
  return folder
}

const mistakesIn = (folder: string): readonly FileMistake[] => {
  try {
    loadPlace(folder)
  } catch (error) {
    if (error instanceof DefinitionError) return error.mistakes
    throw error
  }
  return []
}

const lineOf = (text: string, part: string): number => {
  const at = text.indexOf(part)
  if (at < 0) throw new Error(`not in the file: ${part}`)
  return text.slice(0, at).split('\n').length
}

/** What was written, what a hurried hand makes of it, the line that is named, and what is said about it. */
type Slip = [what: string, from: string, to: string, at: string, reason: RegExp]

const slips: Slip[] = [
  ['an alias', 'theme: 医疗', 'theme: &t 医疗\ntopic: *t', 'topic:', /aliases \(\*t\) are not used/],
  [
    'a fact nobody supplies',
    '{ var: known.medical-insurance.insurance.status }',
    '{ var: known.vehicle.vehicles.status }',
    "when: { '==': [{ var: known",
    /never asked for/,
  ],
  [
    'a misspelt fact',
    "[{ var: kind }, residing] }\n        - { '!!'",
    "[{ var: kinds }, residing] }\n        - { '!!'",
    "when:\n      and:\n        - { '==': [{ var: kinds }, residing",
    /there is no fact kinds/,
  ],
  ['a second colon in a sentence', 'theme: 医疗', 'theme: 医疗: 异地', 'theme: 医疗', /nested mappings/i],
  ['the same key twice', 'theme: 医疗', 'theme: 医疗\ntheme: 养老', 'theme: 养老', /unique/],
  ['a bracket left open', '[city-hall, west-hall]', '[city-hall, west-hall', 'result:', /\]/],
  ['a key nobody knows', 'theme: 医疗', 'theme: 医疗\nprice: 3', 'price: 3', /price is not known here/],
  ['a missing key', 'theme: 医疗\n', '', 'code: YT-YB-001', /theme is missing/],
  [
    'a key nobody knows, far inside',
    'maxFiles: 3',
    'maxFile: 3',
    'maxFile: 3',
    /materials\.0\.maxFile is not known/,
  ],
  [
    'a missing key far inside',
    '    accept: [image, pdf]\n',
    '',
    '- key: residenceProof',
    /materials\.0\.accept is missing/,
  ],
  ['no code of ours', 'code: YT-YB-001', 'code: YB-1', 'code: YB-1', /^code: /],
  [
    'a department that is not there',
    'department: medical-insurance\ntheme',
    'department: medical\ntheme',
    'department: medical\n',
    /there is no department medical/,
  ],
  [
    'a task for a department that is not there',
    'department: medical-insurance, name',
    'department: hospital, name',
    'department: hospital',
    /there is no department hospital/,
  ],
  [
    'a counter that is not there',
    '[city-hall, west-hall]',
    '[city-hall, moon-hall]',
    'moon-hall',
    /there is no counter moon-hall/,
  ],
  [
    'a promise longer than the law',
    'statutoryDays: 5, promisedDays: 1',
    'statutoryDays: 5, promisedDays: 9',
    'limits:',
    /longer than the statutory/,
  ],
  ['days that are no number', 'promisedDays: 1', 'promisedDays: one', 'limits:', /limits\.promisedDays/],
  [
    'an operator nobody knows, in a rule',
    '{ daysUntil: { var: residencePermitValidTo } }',
    '{ daysTill: { var: residencePermitValidTo } }',
    '{ daysTill',
    /daysTill/,
  ],
  [
    'an operator nobody knows, in a field',
    "showWhen: { '==': [{ var: kind }, residing] }",
    'showWhen: { is: [{ var: kind }, residing] }',
    '- key: residencePermitValidTo',
    /is/,
  ],
  [
    'an operator nobody knows, in a material',
    'showWhen: { in: [{ var: kind }',
    'showWhen: { within: [{ var: kind }',
    'showWhen: { within',
    /within/,
  ],
  [
    'a condition that looks ahead',
    "showWhen: { '==': [{ var: kind }, residing] }",
    "showWhen: { '==': [{ var: startOn }, residing] }",
    '- key: residencePermitValidTo',
    /排在前面/,
  ],
  [
    'a pattern that could run for ever',
    'format: day\n        x-sensitivity',
    "pattern: '^(a+)+$'\n        x-sensitivity",
    "pattern: '^(a+)+$'",
    /正则/,
  ],
  [
    'a pattern that is none',
    'format: day\n        x-sensitivity',
    "pattern: '^[0-9$'\n        x-sensitivity",
    "pattern: '^[0-9$'",
    /正则/,
  ],
  [
    'a keyword that is not supported',
    'description: 缴纳医保的城市',
    'default: 云汀市\n        description: 缴纳医保的城市',
    'default: 云汀市',
    /default/,
  ],
  [
    'a format nobody knows',
    'format: day\n        x-sensitivity',
    'format: date\n        x-sensitivity',
    'format: date',
    /format/,
  ],
  [
    'a field without a sensitivity',
    'x-error: 请选择您缴纳医保的城市\n        x-sensitivity: L2',
    'x-error: 请选择您缴纳医保的城市',
    'insuredRegion:',
    /x-sensitivity/,
  ],
  [
    'a widget that does not fit',
    'key: startOn, widget: day',
    'key: startOn, widget: number',
    'key: startOn, widget: number',
    /type 应为 number/,
  ],
  [
    'a field that is never shown',
    '        - { key: startOn, widget: day }\n',
    '',
    '      startOn:',
    /没有放进布局/,
  ],
  ['a required field that is not there', 'kind, startOn]', 'kind, startDay]', 'kind, startDay]', /startDay/],
  [
    'a source that is not there',
    'source: population.resident',
    'source: population.people',
    'source: population.people',
    /there is no source population\.people/,
  ],
  [
    'a rule without an article',
    '    article: 《云汀市异地就医备案管理办法》第四条\n',
    '',
    '  - id: insurance-interrupted',
    /article is missing/,
  ],
  [
    'a rule whose article is none',
    'article: 《云汀市异地就医备案管理办法》第四条',
    'article: 医保局的规定',
    'article: 医保局的规定',
    /依据/,
  ],
  [
    'a rule about a field that is not there',
    'fields: [destinationRegion]',
    'fields: [destination]',
    'fields: [destination]',
    /the form has no field destination/,
  ],
  [
    'a rule that begins on no day',
    "effectiveFrom: '2016-01-01'",
    "effectiveFrom: '2016-02-30'",
    "effectiveFrom: '2016-02-30'",
    /日期/,
  ],
  [
    'a rule that ends before it begins',
    "effectiveFrom: '2016-01-01'",
    "effectiveFrom: '2016-01-01'\n    effectiveTo: '2015-01-01'",
    "effectiveTo: '2015",
    /失效日期/,
  ],
  [
    'two versions of a rule at once',
    'id: insurance-interrupted',
    'id: residence-permit-expired',
    'id: residence-permit-expired\n    article: 《云汀市',
    /两个版本/,
  ],
  [
    'a placeholder that is no field',
    '居住证已于 {residencePermitValidTo}',
    '居住证已于 {到期日}',
    '居住证已于 {到期日}',
    /占位/,
  ],
]

test.each(slips)('%s is refused with file, line and reason', (_, from, to, at, reason) => {
  expect(whole).toContain(from)
  const broken = whole.replace(from, () => to)
  const mistakes = mistakesIn(copyWith(name, broken))
  expect(mistakes).toContainEqual({
    file: `demo/items/${name}`,
    line: lineOf(broken, at),
    reason: expect.stringMatching(reason) as string,
  })
})

test('the example for authors is an item that loads', () => {
  const example = /```yaml\n(.*?)```/s.exec(readFileSync('docs/add-an-item.md', 'utf8'))?.[1] ?? ''
  const { items } = loadPlace(copyWith('example.yaml', example))
  expect(items.map(({ definition }) => definition.code)).toContain('YT-MZ-900')
})

test('a code that another item has is refused, and the other file is named', () => {
  const mistakes = mistakesIn(copyWith('copy.yaml', whole))
  expect(mistakes).toEqual([
    {
      file: 'demo/items/copy.yaml',
      line: lineOf(whole, 'code: YT-YB-001'),
      reason: `code YT-YB-001 is already used by demo/items/${name}`,
    },
  ])
})

test('all mistakes of all files are told at once, in one sentence each', () => {
  const folder = copyWith(
    name,
    whole.replace('theme: 医疗', 'topic: 医疗').replace('hotRank: 1', 'hotRank: 0'),
  )
  const other = path.join(folder, 'items', 'YT-CL-001.yaml')
  writeFileSync(other, readFileSync(other, 'utf8').replace('promisedDays: 2', 'promisedDays: 20'))
  expect(mistakesIn(folder).map(({ file }) => file)).toEqual([
    'demo/items/YT-CL-001.yaml',
    ...Array<string>(3).fill(`demo/items/${name}`),
  ])
  expect(() => loadPlace(folder)).toThrow(
    /^4 mistakes in the place's files:\n {2}demo\/items\/YT-CL-001\.yaml:\d+: /,
  )
})

test('a place that does not exist is refused by its name', () => {
  expect(() => loadPlace('config/places/atlantis')).toThrow(/atlantis:1: there is no such place/)
})
