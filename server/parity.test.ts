import type { Endpoint } from '@shared/endpoint'
import { addDays, dayOf } from '@shared/formats/day'
import type { Message } from '@shared/messaging/contract'
import type { CaseDetail } from '@shared/cases/contract'
import { newKey, people, type Citizen } from './test/citizen'
import { knock, type Knock } from './test/knock'
import { oddDays, oddNumbers, oddTexts } from './test/odd-values'
import { letOfficersDecide } from './test/officer'
import { filing, movedAway, photo } from './test/scene'
import { startSuite, type Suite } from './test/suite'

/** The same calls on both engines are answered alike, whatever odd values they carry. */
const server = process.env['TEST_DATABASE_URL'] ?? ''
const onBoth = server ? test : test.skip
if (!server) process.stderr.write('parity: skipped, TEST_DATABASE_URL names no MySQL or MariaDB server\n')

interface Recorded {
  call: string
  status: number
  body: string
  type: string | null
}

const certificate = 'YT-GA-002'

async function play(suite: Suite): Promise<Recorded[]> {
  await letOfficersDecide(suite)
  const recorded: Recorded[] = []
  const normalise = normaliser()
  const endpoints = new Map(suite.server.routes.map(({ endpoint }) => [endpoint.name, endpoint]))
  let addresses = 0

  async function ask(
    name: string,
    citizen: Citizen,
    input: Record<string, unknown>,
    more: Partial<Knock> = {},
  ): Promise<Record<string, unknown>> {
    const endpoint = endpoints.get(name) as Endpoint
    const headers = { 'X-Forwarded-For': `198.51.${Math.floor((addresses += 1) / 250)}.${addresses % 250}` }
    const as = { is: 'citizen', citizen } as const
    const answered = await knock(suite, endpoint, { as, input, headers, ...more })
    recorded.push({
      call: normalise(`${name} ${JSON.stringify(input).slice(0, 200)}`),
      status: answered.status,
      body: normalise(endpoint.kind === 'file' && answered.status === 200 ? '' : answered.text),
      type: answered.headers.get('content-type'),
    })
    return answered.body
  }

  const [lin, anyone] = [suite.citizen(), suite.citizen()]
  await lin.become(people.lin)

  for (const text of oddTexts) {
    await ask('searchItems', anyone, { q: text })
    await ask('readItem', anyone, { code: text })
    await ask('findProgress', anyone, { caseNumber: text, idTail: text.slice(0, 8) })
    await ask('signIn', anyone, { mobile: text, code: text })
    await ask('readCase', lin, { caseNumber: text })
    await ask('readDraft', lin, { itemCode: text })
    await ask('withdrawCase', lin, { caseNumber: text })
    await ask('markMessageRead', lin, { id: text })
    const { version } = await ask('readDraft', lin, { itemCode: certificate })
    const values = {
      purpose: 'other',
      purposeText: text,
      receiver: text,
      copies: 1,
      [text.slice(0, 64)]: text,
    }
    await ask('saveDraft', lin, { itemCode: certificate, baseVersion: version, values, materials: {} })
    await ask('readDraft', lin, { itemCode: certificate })
  }
  for (const [name, values] of [
    ...oddDays.map(startOn => [filing, { ...movedAway(), startOn }] as const),
    ...[0, 90, 91].map(
      days => [filing, { ...movedAway(), startOn: addDays(dayOf(new Date()), days) }] as const,
    ),
    ...oddNumbers.map(copies => [certificate, { purpose: 'job', receiver: '云汀市', copies }] as const),
  ]) {
    const { version } = await ask('readDraft', lin, { itemCode: name })
    await ask('saveDraft', lin, { itemCode: name, baseVersion: version, values, materials: {} })
  }
  for (const name of [
    'a.jpg',
    '𠮷🚚.JPG',
    '../x.jpg',
    'a\u0000b.jpg',
    `${'长'.repeat(150)}.jpg`,
    ' .jpg',
    "'x'.jpg",
  ]) {
    const file = { ...(await photo()), name }
    const { id } = await ask('uploadMaterial', lin, { itemCode: filing, kind: 'residenceProof' }, { file })
    if (typeof id === 'string') await ask('readMaterial', lin, { id })
  }

  // three applications from beginning to end, with repeated and contradicting calls
  for (const receiver of ['云汀市第一中学', '䶮㐂〇𠮷🚚', `${'长'.repeat(59)}。`]) {
    await ask('discardDraft', lin, { itemCode: certificate })
    await ask('discardDraft', lin, { itemCode: certificate })
    const values = { purpose: 'job', receiver, copies: 2 }
    const saved = { itemCode: certificate, baseVersion: 0, values, materials: {} }
    await ask('saveDraft', lin, saved)
    await ask('saveDraft', lin, saved)
    const key = newKey()
    const submission = { itemCode: certificate, draftVersion: 1 }
    const { caseNumber } = await ask('submitCase', lin, submission, { key })
    await ask('submitCase', lin, submission, { key })
    await ask('submitCase', lin, { ...submission, draftVersion: 2 }, { key })
    await suite.until('the department has it', async () => {
      const read = { as: { is: 'citizen', citizen: lin }, input: { caseNumber } } as const
      const seen = (await knock(suite, endpoints.get('readCase') as Endpoint, read))
        .body as unknown as CaseDetail
      return seen.timeline.some(entry => entry.title.includes('转交'))
    })
    await ask('readCase', lin, { caseNumber })
    await ask('readCase', lin, { caseNumber: String(caseNumber).toLowerCase() })
    await ask('readCase', lin, { caseNumber: `${String(caseNumber)} ` })
    await ask('listCases', lin, {})
    await ask('findProgress', anyone, { caseNumber, idTail: '002x' })
    await ask('findProgress', anyone, { caseNumber, idTail: '0020' })
    await ask('withdrawCase', lin, { caseNumber })
    await ask('withdrawCase', lin, { caseNumber })
    await ask('findProgress', anyone, { caseNumber, idTail: '002X' })
  }
  await suite.until('every message', async () => {
    const read = { as: { is: 'citizen', citizen: lin }, input: {} } as const
    const { body } = await knock(suite, endpoints.get('listMessages') as Endpoint, read)
    return (body['messages'] as Message[]).length === 6
  })
  const { messages } = (await ask('listMessages', lin, {})) as unknown as { messages: Message[] }
  for (const { id } of messages) {
    await ask('markMessageRead', lin, { id })
    await ask('markMessageRead', lin, { id })
    await ask('markMessageRead', lin, { id: id.toUpperCase() })
  }

  for (const [name, idNumber] of [
    ['林晓雨', '99010219900307002x'],
    [' 林晓雨 ', '９９０１０２１９９００３０７００２Ｘ'],
    ['林晓雨', '990102199003070021'],
    ['林曉雨', people.lin.idNumber],
    ['林晓雨\u0000', people.lin.idNumber],
    ['𠮷', people.lin.idNumber],
  ]) {
    await ask('verifyIdentity', lin, { name, idNumber })
  }
  for (const mobile of [
    '199 0000 0777',
    '+86-19900000777',
    '１９９００００７７７',
    '19900000777',
    '29900000777',
  ]) {
    await ask('requestCode', anyone, { mobile })
  }
  await ask('readSession', lin, {})
  await ask('signOut', lin, {})
  await ask('readSession', lin, {})
  await ask('listCases', lin, {})
  return recorded
}

/** Replaces what is random or the time: ids by their order of appearance, instants by a word. */
function normaliser(): (text: string) => string {
  const seen = new Map<string, string>()
  const inOrder = (sort: string) => (found: string) => {
    if (!seen.has(found)) seen.set(found, `${sort}${seen.size}`)
    return seen.get(found) ?? ''
  }
  return text =>
    text
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<instant>')
      .replace(/"requestId":"[0-9a-f]{24}"/g, '"requestId":"<id>"')
      .replace(/R\d{8}[0-9A-F]{12}/g, '<receipt>')
      .replace(/"retryAfterS":\d+/g, '"retryAfterS":0')
      .replace(/"csrfToken":"[0-9a-f]{64}"/g, '"csrfToken":"<token>"')
      .replace(/(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/gi, found => inOrder('id')(found.toLowerCase()))
      .replace(/YT[0-9A-HJKMNP-TV-Z]{11}(?![0-9A-Z])/gi, inOrder('case'))
}

onBoth(
  'hundreds of calls with odd values are answered alike on SQLite and on MySQL',
  async () => {
    const suites = [
      await startSuite({ TRUST_PROXY: 1 }, { databaseServer: '' }),
      await startSuite({ TRUST_PROXY: 1 }, { databaseServer: server }),
    ] as const
    try {
      expect(suites.map(({ settings }) => settings.DATABASE_URL.split(':')[0])).toEqual(['sqlite', 'mysql'])
      const [sqlite, mysql] = await Promise.all([play(suites[0]), play(suites[1])])
      expect(sqlite.length).toBeGreaterThanOrEqual(200)
      expect(mysql.length).toBe(sqlite.length)
      const differing = sqlite.filter((each, nth) => JSON.stringify(each) !== JSON.stringify(mysql[nth]))
      expect(differing.map(each => [each, mysql[sqlite.indexOf(each)]])).toEqual([])
      expect(sqlite.filter(({ status }) => status >= 500)).toEqual([])
      for (const status of [200, 400, 404, 409, 422]) {
        expect(sqlite.some(each => each.status === status)).toBe(true)
      }
    } finally {
      for (const suite of suites) await suite.stop()
    }
  },
  60_000,
)
