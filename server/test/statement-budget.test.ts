import { readDraft, saveDraft, submitCase } from '@shared/cases/contract'
import { addDays, dayOf } from '@shared/formats/day'
import { findProgress } from '@shared/progress/contract'
import { people } from './citizen'
import { startSuite, type Suite } from './suite'

let suite: Suite
beforeAll(async () => {
  suite = await startSuite()
})
afterAll(() => suite.stop())

/** Begin and end of a transaction cost no look at the data. */
const bracket = /^(BEGIN|START TRANSACTION|SET |COMMIT|ROLLBACK)/i

/** The statements one piece of work sends, while nothing else is at work. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const heard: string[] = []
  const stopListening = suite.server.database.onStatement(sql => {
    if (!bracket.test(sql)) heard.push(sql.replace(/ VALUES .*/s, ''))
  })
  await work()
  stopListening()
  return heard
}

const itemCode = 'YT-YB-001'

test('a submission takes at most 10 statements, a look at the progress at most 3, whether or not there is a case', async () => {
  const lin = suite.citizen()
  await lin.become(people.lin)
  const save = async (baseVersion: number) => {
    const { values } = await lin.call(readDraft, { itemCode })
    const startOn = addDays(dayOf(new Date()), 5)
    const trip = { destinationRegion: '310000', kind: 'temporary', startOn }
    return lin.call(saveDraft, { itemCode, baseVersion, values: { ...values, ...trip }, materials: {} })
  }
  const { version } = await save(0)
  // From here on the outbox rests: only the request itself talks to the database.
  await suite.server.runner.drain(10_000)

  await save(version)

  let caseNumber = ''
  const submission = await statementsOf(async () => {
    caseNumber = (await lin.call(submitCase, { itemCode, draftVersion: version + 1 })).caseNumber
  })
  expect({ within: submission.length <= 10, submission }).toMatchObject({ within: true })
  // Nobody saves statements by forgetting one of these.
  for (const table of ['cases', 'case_events', 'jobs', 'audit_rows', 'idempotent_answers']) {
    expect(submission.join('\n')).toMatch(new RegExp(`INSERT INTO .?${table}\\b`))
  }

  const idTail = people.lin.idNumber.slice(-4)
  const anyone = suite.citizen()
  const hit = await statementsOf(() => anyone.call(findProgress, { caseNumber, idTail }))
  expect({ within: hit.length <= 3, hit }).toMatchObject({ within: true })
  const wrongTail = await statementsOf(() => anyone.send(findProgress, { caseNumber, idTail: '0000' }))
  const missing = await statementsOf(() => anyone.send(findProgress, { caseNumber: 'YT-NONE', idTail }))
  expect([wrongTail, missing]).toEqual([hit, hit])
})
