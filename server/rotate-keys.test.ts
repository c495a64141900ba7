import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readCase, readDraft, saveDraft, submitCase } from '@shared/cases/contract'
import { readSession, requestCode, signIn } from '@shared/identity/contract'
import { listMessages } from '@shared/messaging/contract'
import { findProgress } from '@shared/progress/contract'
import { verifyAudit } from './audit'
import { rotateKeys } from './rotate-keys'
import { newestCode, newKey, people, type Citizen, type DemoPerson } from './test/citizen'
import { filing, movedAway, submitFiling } from './test/scene'
import { startSuite, type Suite } from './test/suite'
import { createVault, keyIdOfBytes, readVaultKeys } from './vault'

let suite: Suite
beforeAll(async () => {
  suite = await startSuite()
})
afterAll(() => suite.stop())

const vaultWith = (keys: string) => createVault({ keys: readVaultKeys(keys), profile: 'aes' })
const rotate = () => {
  const { database } = suite.server
  const { VAULT_KEYS, UPLOADS_DIR } = suite.settings
  return rotateKeys({ database, vault: vaultWith(VAULT_KEYS), uploadsDir: UPLOADS_DIR, log: () => undefined })
}

/** Every value and every file that still needs a key, by where it lies. */
async function placesNaming(keyId: string): Promise<string[]> {
  const { database, place } = { ...suite.server, place: suite.settings.UPLOADS_DIR }
  const found: string[] = []
  for (const table of await database.sequelize.getQueryInterface().showAllTables()) {
    for (const row of await database.read<Record<string, unknown>>(`SELECT * FROM ${table}`, [])) {
      for (const [column, value] of Object.entries(row)) {
        if (String(value).startsWith(`v1|${keyId}|`)) found.push(`${table}.${column}`)
      }
    }
  }
  for (const entry of readdirSync(place, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isFile() && keyIdOfBytes(readFileSync(file)) === keyId) found.push('uploads')
  }
  return [...new Set(found)].sort()
}

/** What 林 can do, all of it found through sealed values and fingerprints. */
async function everythingWorks(
  lin: Citizen,
  { caseNumber, materialId }: { caseNumber: string; materialId: string },
): Promise<void> {
  expect(await lin.call(readSession, {})).toMatchObject({ level: 2, maskedMobile: '199****0001' })
  const detail = await lin.call(readCase, { caseNumber })
  expect(detail.materials[0]?.fileName).toBe('租房合同.jpg')
  expect((await lin.call(listMessages, {})).messages.length).toBeGreaterThan(0)
  const picture = await fetch(`${suite.url}/api/materials/${materialId}`, { headers: { Cookie: lin.cookie } })
  const bytes = Buffer.from(await picture.arrayBuffer())
  expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8')

  const { version, values } = await lin.call(readDraft, { itemCode: filing })
  expect(values).toMatchObject({ kind: 'temporary' })
  await lin.call(saveDraft, { itemCode: filing, baseVersion: version, values, materials: {} })

  const idTail = people.lin.idNumber.slice(-4)
  expect(await suite.citizen().call(findProgress, { caseNumber, idTail })).toMatchObject({ caseNumber })
}

/** Signs in once more, at another computer: phone and ID number lead to the same account and person, and to the draft. */
async function signInElsewhere(person: DemoPerson): Promise<void> {
  await suite.passTime(2 * 60_000)
  const elsewhere = suite.citizen()
  await elsewhere.become(person)
  const { version, savedAt } = await elsewhere.call(readDraft, { itemCode: filing })
  expect({ version, saved: savedAt !== null }).toEqual({ version: 1, saved: true })
}

test('keys change while people are signed in, and nobody and nothing is lost', async () => {
  const lin = suite.citizen()
  await lin.become(people.lin)
  const filed = await submitFiling(lin)
  const blank = await lin.call(readDraft, { itemCode: filing })
  const values = { ...blank.values, ...movedAway(), kind: 'temporary' }
  await lin.call(saveDraft, { itemCode: filing, baseVersion: 0, values, materials: {} })
  await suite.until('a message', async () => (await lin.call(listMessages, {})).messages.length > 0)
  const zhao = suite.citizen()
  await zhao.become(people.zhao)
  await zhao.call(saveDraft, { itemCode: filing, baseVersion: 0, values: movedAway(), materials: {} })
  // Two answers that got lost on their way, to be asked for again after the change.
  const chen = suite.citizen()
  await chen.call(requestCode, { mobile: people.chen.mobile })
  const code = await suite.until('the code', () => newestCode(suite, people.chen.mobile))
  const signingIn = { mobile: people.chen.mobile, code }
  const [signInKey, submitKey] = [newKey(), newKey()]
  await chen.call(signIn, signingIn, { key: signInKey })
  const begun = chen.cookie
  const submission = { itemCode: filing, draftVersion: 1 }
  const receipt = await lin.call(submitCase, submission, { key: submitKey })
  await lin.call(saveDraft, { itemCode: filing, baseVersion: 0, values, materials: {} })
  expect(await placesNaming('k1')).toEqual([
    'accounts.mobile',
    'case_events.payload',
    'cases.id_tail',
    'drafts.content',
    'idempotent_answers.answer',
    'materials.file_name',
    'messages.content',
    'people.id_number',
    'people.mobile',
    'people.name',
    'uploads',
  ])

  const oldKeys = suite.settings.VAULT_KEYS
  const newKeys = `k2:${randomBytes(32).toString('base64')}`
  await suite.restart({ VAULT_KEYS: `${newKeys},${oldKeys}` })
  await everythingWorks(lin, filed)
  await signInElsewhere(people.zhao)
  expect(await lin.call(submitCase, submission, { key: submitKey })).toEqual(receipt)
  chen.cookie = ''
  await chen.call(signIn, signingIn, { key: signInKey })
  expect(chen.cookie).toBe(begun)
  expect(await chen.call(readSession, {})).toMatchObject({ level: 1 })

  const report = await rotate()
  expect(report).toMatchObject({
    rows: { unopened: [], left: 0 },
    contents: { resealed: 1, unopened: [] },
    complete: true,
  })
  expect(await placesNaming('k1')).toEqual([])
  await everythingWorks(lin, filed)
  expect(await rotate()).toMatchObject({ rows: { resealed: 0 }, contents: { resealed: 0 } })

  await suite.restart({ VAULT_KEYS: newKeys })
  // An open page asks for its token again.
  lin.csrfToken = (await lin.call(readSession, {})).csrfToken ?? ''
  await everythingWorks(lin, filed)
  await signInElsewhere(people.zhao)

  // The audit is only ever added to: whoever verifies it holds the older keys as well.
  const { database } = suite.server
  expect((await verifyAudit(database, vaultWith(newKeys))).ok).toBe(false)
  expect((await verifyAudit(database, vaultWith(`${newKeys},${oldKeys}`))).ok).toBe(true)
})
