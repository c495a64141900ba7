import { readFileSync } from 'node:fs'
import { readItem, searchItems } from '@shared/catalogue/contract'
import {
  importItems,
  listQuarantine,
  printImport,
  printQuarantine,
  recheckQuarantine,
  type ImportReport,
} from '.'
import { openCatalogue } from './test/open-catalogue'
import { realList, testWithRealList } from './test/real-list'

let opened: Awaited<ReturnType<typeof openCatalogue>>
beforeEach(async () => {
  opened = await openCatalogue()
})
afterEach(() => opened.dispose())

const row = (more: Record<string, unknown> = {}) => ({
  department: '区教科体局',
  name: '教师资格认定',
  areaCode: '511602000000',
  itemCode: '511A0138000000-511602000000-000-115113010833722043-1-00',
  taskType: '1',
  deptCode: '083372204',
  ...more,
})
const codeNumber = (number: number) =>
  `511A${String(number).padStart(10, '0')}-511602000000-000-115113010833722043-1-00`
const another = (number: number, more: Record<string, unknown> = {}) =>
  row({
    itemCode: codeNumber(number),
    name: `第${'一二三四五六七八九'.charAt(number - 1)}类学籍办理`,
    ...more,
  })

const importRows = (rows: unknown, name?: string) => importItems(opened.services, opened.fileOf(rows, name))
const find = async (q: string) =>
  searchItems.output.parse((await opened.get(`/api/items?q=${encodeURIComponent(q)}`)).body).items
const names = async (q: string) => (await find(q)).map(({ name }) => name)
const allOf = (report: ImportReport) =>
  report.added +
  report.changed.length +
  report.unchanged +
  report.duplicates.length +
  report.quarantined.length

test('an accepted row is found by the running search and reads as an item for the counter', async () => {
  expect(await names('教师资格认定')).not.toContain('教师资格认定')
  await importRows([row()])
  const [card] = await find('jszgrd')
  expect(card).toEqual({
    code: row().itemCode,
    name: '教师资格认定',
    departmentName: '区教科体局',
    theme: null,
    summary: '行政许可。仅供查询，请到窗口办理。',
    online: false,
    promisedDays: null,
    feeTotalFen: null,
  })
  const guide = readItem.output.parse((await opened.get(`/api/items/${card?.code}`)).body)
  expect(guide).toMatchObject({
    online: false,
    name: '教师资格认定',
    conditions: [expect.stringContaining('以窗口告知为准')],
  })
  expect(Object.keys(guide)).not.toContain('form')
})

const mistakes: [what: string, wrong: unknown, reason: string][] = [
  [
    'a wrong check digit',
    row({ itemCode: row().itemCode.replace('722043', '722044') }),
    'the unit code 115113010833722044 in itemCode fails its check digit (GB 32100)',
  ],
  ['a missing name', row({ name: undefined }), 'name is missing'],
  ['an empty name', row({ name: ' ' }), 'name is empty'],
  ['a wrong type', row({ taskType: 1 }), 'taskType is a number, it must be text'],
  ['an unknown kind', row({ taskType: '2' }), 'taskType “2” is no kind of item that people apply for'],
  ['an unknown code shape', row({ itemCode: 'X-1' }), 'itemCode has none of the known shapes'],
  [
    'a region that does not exist',
    row({ areaCode: '991602000000' }),
    'areaCode “991602000000” is no region code of 12 digits',
  ],
  [
    'another region than its code names',
    row({ areaCode: '440100000000' }),
    'areaCode 440100000000 does not lie in the region 511602000000 that itemCode names',
  ],
  [
    'a doubly encoded name',
    row({ name: '教师&amp;amp;资格认定' }),
    'name carries the HTML entity &amp;: it was encoded once too often at the source',
  ],
  ['HTML in the name', row({ name: '<b>教师</b>资格认定' }), 'name carries HTML'],
  [
    'lost characters',
    row({ name: '教师\ufffd\ufffd认定' }),
    'name carries �: characters were lost in a conversion',
  ],
  [
    'a web page in the place of a record',
    '<!DOCTYPE html><title>502</title>',
    'the row is a web page, not a record',
  ],
  ['no record', null, 'the row is not a record {…}'],
]
test.each(mistakes)(
  'a row with %s is quarantined with its reason; its neighbours are accepted',
  async (_, wrong, reason) => {
    const report = await importRows([another(1), wrong, another(2)])
    expect(report).toMatchObject({ rows: 3, added: 2, quarantined: [{ row: 2, reasons: [reason] }] })
    expect(await listQuarantine(opened.database)).toMatchObject([
      { row: 2, source: 'list.json', reasons: [reason] },
    ])
    expect(printImport(report).join('\n')).toContain(reason)
    expect(await names('教师资格认定')).not.toContain('教师资格认定')
  },
)

test('every reason of a row is told at once', async () => {
  const { quarantined } = await importRows([row({ taskType: '99', itemCode: 'X-1', name: '&nbsp;' })])
  expect(quarantined[0]?.reasons).toHaveLength(4)
})

test('a repeated code is a duplicate when it says the same, and waits for a person when it does not', async () => {
  const report = await importRows([
    row(),
    row({ name: '教师资格认定 ' }),
    row(),
    row({ name: '教师资格注销' }),
  ])
  expect(report).toMatchObject({
    rows: 4,
    added: 1,
    duplicates: [
      { row: 2, reasons: ['repeats itemCode of row 1'] },
      { row: 3, reasons: ['the same as row 1, letter for letter'] },
    ],
    quarantined: [
      { row: 4, reasons: ['itemCode already stands in row 1, with other content: 教师资格认定'] },
    ],
  })
})

test('a unit code in lower case names the same item: mended, remarked, and a duplicate of its upper case', async () => {
  const upper = 'E-000004-001-11511301008778386B'
  const lower = row({ itemCode: upper.toLowerCase() })
  expect(await importRows([lower])).toMatchObject({
    added: 1,
    remarks: [{ remark: 'itemCode was put into upper case and half width', rows: 1 }],
  })
  expect(await importRows([row({ itemCode: upper }), lower])).toMatchObject({
    unchanged: 1,
    duplicates: [{ row: 2, reasons: ['repeats itemCode of row 1'] }],
  })
  expect((await find('教师资格认定')).map(({ code }) => code)).toEqual([upper])
})

test('a department code that suddenly names another department is quarantined', async () => {
  const report = await importRows([another(1), another(2), another(3, { department: '区水务局' })])
  expect(report.quarantined).toMatchObject([
    { row: 3, reasons: ['deptCode 083372204 belongs to 区教科体局, not to 区水务局'] },
  ])
})

test('the same file again changes nothing; a changed name is updated and told; missing rows stay', async () => {
  await importRows([another(1), another(2), row({ taskType: '99' })])
  const again = await importRows([another(1), another(2), row({ taskType: '99' })])
  expect(again).toMatchObject({ added: 0, changed: [], unchanged: 2 })
  expect(await listQuarantine(opened.database)).toHaveLength(1)
  const renamed = await importRows([another(1, { name: '学籍转移办理' })])
  expect(renamed.changed).toEqual([{ code: codeNumber(1), from: '第一类学籍办理', to: '学籍转移办理' }])
  expect((await find('学籍转移办理'))[0]?.code).toBe(codeNumber(1))
  expect((await find('第二类学籍办理'))[0]?.code).toBe(codeNumber(2))
})

test('a quarantined row that arrives mended leaves the quarantine', async () => {
  await importRows([row({ name: '' })])
  expect(await listQuarantine(opened.database)).toHaveLength(1)
  await importRows([row()], 'mended.json')
  expect(await listQuarantine(opened.database)).toEqual([])
  expect(printQuarantine([])).toEqual(['the quarantine is empty'])
})

test('checking the quarantine again accepts what passes now and never overwrites an accepted item', async () => {
  const wrongName = another(3, { department: '区水务局' })
  await importRows([another(1), another(2), wrongName, another(1, { name: '别的名称' })])
  expect(await recheckQuarantine(opened.services)).toMatchObject({ added: 0, quarantined: [{}, {}] })
  // the register of departments has caught up
  await importRows([another(1, { department: '区水务局' }), another(2, { department: '区水务局' })])
  expect(await recheckQuarantine(opened.services)).toMatchObject({ added: 1 })
  expect((await listQuarantine(opened.database)).map(({ row: at }) => at)).toEqual([4])
  expect((await find('第一类学籍办理'))[0]?.name).toBe('第一类学籍办理')
})

const refusals: [what: string, content: string | Buffer, why: string][] = [
  [
    'a web page',
    '\n<!DOCTYPE html><html></html>',
    'list.json begins at line 2 with “<!DOCTYPE html>”: it is a web page',
  ],
  [
    'broken JSON',
    '[\n{"name": "a"},\n{"name": oops}\n]',
    'list.json is not JSON: line 3 cannot be understood near',
  ],
  ['JSON cut short', '[\n{"name": "a"},\n', 'list.json is not JSON: line 3 '],
  ['an envelope around the list', '{"code":0,"data":[]}', 'the list seems to stand under “data”'],
  ['an empty list', '[]', 'list.json holds an empty list'],
  ['nothing', '  ', 'list.json is empty'],
  [
    'GBK',
    Buffer.concat([Buffer.from('[\n{"name":"'), Buffer.from([0xbd, 0xcc, 0xca, 0xa6]), Buffer.from('"}]')]),
    'list.json is not UTF-8 from line 2 on, it looks like GBK: convert it',
  ],
]
test.each(refusals)(
  '%s is refused as a whole, with what, where and how to mend it',
  async (_, content, why) => {
    const file = opened.fileOf(content)
    await expect(importItems(opened.services, file)).rejects.toThrow(why)
    expect(await opened.database.read('SELECT id FROM import_runs', [])).toEqual([])
  },
)

test('a byte order mark does no harm, a file that is not there is named', async () => {
  expect(await importRows(`\ufeff${JSON.stringify([row()])}`)).toMatchObject({ added: 1 })
  await expect(importItems(opened.services, '/nowhere/list.json')).rejects.toThrow(
    '/nowhere/list.json cannot be read (ENOENT)',
  )
})

test('a run that broke off is completed by the same file', async () => {
  const rows = Array.from({ length: 9 }, (_, at) => another(at + 1))
  const many = [
    ...rows,
    ...Array.from({ length: 400 }, (_, at) => row({ itemCode: codeNumber(at + 100), name: `学籍办理${at}` })),
  ]
  const file = opened.fileOf(many)
  const breakOff = {
    ...opened.services,
    log: () => {
      throw new Error('lost power')
    },
  }
  await expect(importItems(breakOff, file)).rejects.toThrow('lost power')
  expect(await importItems(opened.services, file)).toMatchObject({ rows: 409, added: 209, unchanged: 200 })
  expect(opened.lines).toEqual(['200 of 409 rows', '400 of 409 rows'])
})

testWithRealList('the real list: every row has a fate, every accepted one is found by its name', async () => {
  const published = JSON.parse(readFileSync(realList, 'utf8')) as { name: string; itemCode: string }[]
  const report = await importItems(opened.services, realList)
  expect(allOf(report)).toBe(published.length)
  expect(report).toMatchObject({ added: published.length, duplicates: [], quarantined: [] })
  expect(report.remarks[0]).toEqual({
    remark: 'the unit code 1151130108778239R is neither a credit code (18) nor an organisation code (9)',
    rows: 63,
  })
  for (const { name } of published) {
    const found = await opened.catalogue.search.find(name)
    expect(found.results.slice(0, 3).map(card => card.name)).toContain(name)
  }
  expect(await importItems(opened.services, realList)).toMatchObject({
    added: 0,
    changed: [],
    unchanged: published.length,
  })
})

testWithRealList(
  'the real list with one digit of every credit code changed: nothing is believed, nothing is lost',
  async () => {
    const published = JSON.parse(readFileSync(realList, 'utf8')) as { itemCode: string }[]
    const changed = published.map(each => ({
      ...each,
      itemCode: each.itemCode.replace(
        /-(1[12]\d{15})(\w)(-|$)/,
        (_, body: string, last: string, end: string) => `-${body}${last === '0' ? '1' : '0'}${end}`,
      ),
    }))
    const touched = changed.filter(({ itemCode }, at) => itemCode !== published[at]?.itemCode).length
    const report = await importRows(changed)
    expect(touched).toBeGreaterThan(300)
    expect(report.quarantined).toHaveLength(touched)
    expect(allOf(report)).toBe(published.length)
  },
)
