import { readDraft, saveDraft, submitCase } from '../shared/cases/contract'
import { addDays, dayOf } from '../shared/formats/day'
import { findProgress } from '../shared/progress/contract'
import { people } from '../server/test/citizen'
import type { Suite } from '../server/test/suite'

/** Begin and end of a transaction look at no data. */
const bracket = /^(BEGIN|START TRANSACTION|SET |COMMIT|ROLLBACK)/i
const itemCode = 'YT-YB-001'

export interface StatementCounts {
  submit: number
  progress: number
}

/** SQL statements of one submission and of one look at the progress, counted while the outbox rests. */
export async function countStatements(suite: Suite): Promise<StatementCounts> {
  const count = async (work: () => Promise<unknown>): Promise<number> => {
    let heard = 0
    const stopListening = suite.server.database.onStatement(sql => {
      if (!bracket.test(sql)) heard += 1
    })
    await work()
    stopListening()
    return heard
  }
  const lin = suite.citizen()
  await lin.become(people.lin)
  await suite.server.runner.drain(10_000)
  const { values } = await lin.call(readDraft, { itemCode })
  const startOn = addDays(dayOf(new Date()), 5)
  const trip = { destinationRegion: '310000', kind: 'temporary', startOn }
  const input = { itemCode, baseVersion: 0, values: { ...values, ...trip }, materials: {} }
  const { version: draftVersion } = await lin.call(saveDraft, input)
  let caseNumber = ''
  const submit = await count(async () => {
    caseNumber = (await lin.call(submitCase, { itemCode, draftVersion })).caseNumber
  })
  const idTail = people.lin.idNumber.slice(-4)
  const progress = await count(() => suite.citizen().call(findProgress, { caseNumber, idTail }))
  return { submit, progress }
}
