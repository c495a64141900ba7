import { listHotItems, readItem, searchItems } from '@shared/catalogue/contract'
import type { ItemCard } from '@shared/catalogue/contract'
import { importItems } from '.'
import { importedQueries, ownQueries, type LabelledQuery } from './search-queries'
import { openCatalogue } from './test/open-catalogue'
import { realList, testWithRealList } from './test/real-list'

let opened: Awaited<ReturnType<typeof openCatalogue>>
beforeEach(async () => {
  opened = await openCatalogue()
})
afterEach(() => opened.dispose())

const find = async (q: string) => {
  const { status, body } = await opened.get(`/api/items?q=${encodeURIComponent(q)}`)
  expect(status).toBe(200)
  return searchItems.output.parse(body)
}
const names = async (q: string) => (await find(q)).items.map(({ name }) => name)

const isExpected =
  ({ expect: expected }: LabelledQuery) =>
  (card: ItemCard) =>
    card.code === expected || (!card.online && card.name === expected)

/** Queries whose item is not among the first three answers, as lines to read. */
async function missesOf(queries: readonly LabelledQuery[]): Promise<string[]> {
  const misses: string[] = []
  for (const query of queries) {
    const cards = (await find(query.q)).items.slice(0, 3)
    if (cards.some(isExpected(query))) continue
    misses.push(
      `${query.way} “${query.q}” → ${query.expect}, found: ${cards.map(({ name }) => name).join(' | ')}`,
    )
  }
  if (misses.length > 0) console.log(misses.join('\n'))
  return misses
}

test('at least 95 % of the labelled queries for own items have it among the first three', async () => {
  const misses = await missesOf(ownQueries)
  expect(misses.length).toBeLessThanOrEqual(ownQueries.length * 0.05)
})

testWithRealList('at least 95 % of all labelled queries do, among a thousand items', async () => {
  await importItems(opened.services, realList)
  const queries = [...ownQueries, ...importedQueries]
  expect(queries.length).toBeGreaterThanOrEqual(80)
  const misses = await missesOf(queries)
  expect(misses.length).toBeLessThanOrEqual(queries.length * 0.05)
})

test('every own item is found first by its exact name, however brackets and width are typed', async () => {
  for (const { definition } of opened.catalogue.items()) {
    expect((await find(definition.name)).items[0]?.code).toBe(definition.code)
  }
  expect((await names('（异地）　就医－备案'))[0]).toBe('异地就医备案')
  expect((await names('ＹＤＪＹＢＡ'))[0]).toBe('异地就医备案')
})

test('one wrong, missing, extra or swapped character and a homophone still find the item', async () => {
  for (const typed of ['异地就一备案', '异地就医案', '异地的就医备案', '异地医就备案', '一地就医备案']) {
    expect((await names(typed)).slice(0, 3)).toContain('异地就医备案')
  }
})

test('whichever single character is missing, doubled, wrong or swapped, every own item is among the first three', async () => {
  const { items, search } = opened.catalogue
  for (const { definition } of items()) {
    const chars = [...definition.name]
    const mistyped = chars.flatMap((char, at) => [
      chars.filter((_, index) => index !== at),
      [...chars.slice(0, at), char, ...chars.slice(at)],
      [...chars.slice(0, at), '的', ...chars.slice(at + 1)],
      [...chars.slice(0, at), chars[at + 1] ?? '', char, ...chars.slice(at + 2)],
    ])
    for (const typed of mistyped.map(each => each.join(''))) {
      const { results } = await search.find(typed)
      expect([typed, results.slice(0, 3).map(({ code }) => code)]).toEqual([
        typed,
        expect.arrayContaining([definition.code]),
      ])
    }
  }
})

test('the question around the word does not matter', async () => {
  expect((await names('请问异地就医备案怎么办理'))[0]).toBe('异地就医备案')
})

test('what nobody offers finds nothing, and signs alone are no query', async () => {
  expect(await find('火星移民')).toEqual({ total: 0, items: [] })
  expect(await find('zzqqxx')).toEqual({ total: 0, items: [] })
  expect((await find('？！')).items.length).toBeGreaterThan(0)
})

test('nothing typed shows the own items, hot ones first', async () => {
  const { total, items } = await find('')
  const hot = listHotItems.output.parse((await opened.get('/api/items/hot')).body).items
  expect(hot.length).toBeGreaterThan(0)
  expect(items.slice(0, hot.length)).toEqual(hot)
  expect(total).toBe(opened.catalogue.items().length)
})

test('an own item reads as online, an unknown code as not found', async () => {
  const guide = readItem.output.parse((await opened.get('/api/items/YT-YB-001')).body)
  expect(guide).toMatchObject({
    online: true,
    name: '异地就医备案',
    limits: { promisedDays: expect.any(Number) },
  })
  expect(await opened.get('/api/items/YT-XX-999')).toMatchObject({
    status: 404,
    body: { code: 'ITEM_NOT_FOUND' },
  })
})
