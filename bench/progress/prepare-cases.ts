import { randomBytes } from 'node:crypto'
import { createCalendar } from '../../server/calendar'
import { createCaseStore, defineCaseModels } from '../../server/cases'
import { migrate, openDatabase } from '../../server/database'
import { allMigrations } from '../../server/migrations'
import { createVault, readVaultKeys } from '../../server/vault'
import { makeCaseNumber } from '../../shared/formats/case-number'

export interface KnownCase {
  caseNumber: string
  idTail: string
}

/** A database with so many cases just submitted, made by the product's own store. Closed when this returns. */
export async function prepareCases(file: string, vaultKeys: string, count: number): Promise<KnownCase[]> {
  const database = await openDatabase(`sqlite:${file}`)
  try {
    await migrate(database, allMigrations)
    const vault = createVault({ keys: readVaultKeys(vaultKeys), profile: 'aes' })
    const models = defineCaseModels(database, vault)
    const store = createCaseStore({ database, vault, calendar: createCalendar(), models })
    const known = Array.from({ length: count }, (_, index) => ({
      caseNumber: makeCaseNumber('YT', randomBytes(8)),
      idTail: String(index % 10_000).padStart(4, '0'),
    }))
    const at = new Date()
    for (let from = 0; from < count; from += 1_000) {
      await database.transaction(async tx => {
        for (const { caseNumber, idTail } of known.slice(from, from + 1_000)) {
          const created = { id: randomBytes(16).toString('hex'), caseNumber, personId: 'bench', idTail }
          await store.begin(tx, created, submitted(at), { kind: 'applicant', id: 'bench' }, at)
        }
      })
    }
    return known
  } finally {
    await database.close()
  }
}

const submitted = (at: Date) => ({
  type: 'submitted' as const,
  itemCode: 'YT-CL-001',
  definitionVersion: 'bench',
  submittedOn: at.toISOString().slice(0, 10),
  statutoryDays: 5,
  promisedDays: 2,
  correctionRounds: 1,
  answerWithinDays: 10,
  tasks: [{ key: 'pass', department: 'vehicle', name: '货车通行证审核' }],
  content: { values: { roads: ['ring'] }, materials: {} },
})
