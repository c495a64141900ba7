import { readCase } from '@shared/cases/contract'
import { readSession } from '@shared/identity/contract'
import { listMessages } from '@shared/messaging/contract'
import { findProgress } from '@shared/progress/contract'
import { people } from './citizen'
import { submitFiling } from './scene'
import { startSuite, type Suite } from './suite'

let suite: Suite
beforeAll(async () => {
  suite = await startSuite({ CRYPTO_PROFILE: 'sm' })
})
afterAll(() => suite.stop())

test('with 国密 a filing goes the whole way, and everything sealed is sealed with SM4 and SM3', async () => {
  const lin = suite.citizen()
  await lin.become(people.lin)
  const { caseNumber, materialId } = await submitFiling(lin)
  const done = await suite.until('the decision', async () => {
    const seen = await lin.call(readCase, { caseNumber })
    return seen.stage === 'concluded' && seen
  })
  expect(done).toMatchObject({
    outcome: 'granted',
    materials: [{ id: materialId, fileName: '租房合同.jpg' }],
  })
  const { messages } = await suite.until('both messages', async () => {
    const inbox = await lin.call(listMessages, {})
    return inbox.messages.length === 2 && inbox
  })
  expect(messages[0]?.title).toBe('办件已办结')
  const idTail = people.lin.idNumber.slice(-4)
  expect(await suite.citizen().call(findProgress, { caseNumber, idTail })).toMatchObject({
    outcome: 'granted',
  })
  await suite.restart()
  expect(await lin.call(readSession, {})).toMatchObject({ level: 2 })

  const { database } = suite.server
  const sealed = await database.read<{ sealed: string }>(
    'SELECT id_number AS sealed FROM people UNION ALL SELECT payload FROM case_events UNION ALL ' +
      'SELECT content FROM messages UNION ALL SELECT answer FROM idempotent_answers',
    [],
  )
  expect(sealed.length).toBeGreaterThan(8)
  expect(sealed.filter(row => !row.sealed.startsWith('v1|k1|SM4CTR-HSM3|'))).toEqual([])
})
