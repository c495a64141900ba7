import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { runs } from '@shared/formats/test/random-check'
import { createCalendar } from '../calendar'
import { createTestDatabase, type TestDatabase } from '../test/database'
import { createVault } from '../vault'
import { createCaseStore, type CaseStore, type LoadedCase } from './case-store'
import type { Actor, CaseEvent } from './events'
import { replay } from './evolve'
import { caseMigrations } from './migrations'
import { defineCaseModels } from './models'
import { buildReport, buildSubmission, randomCase, tryDecide } from './test/random-case'
import { promiseOf } from './time-limits'

const calendar = createCalendar()
const vault = createVault({ keys: [{ id: 'k1', secret: randomBytes(32) }], profile: 'aes' })
const applicant: Actor = { kind: 'applicant', id: 'p1' }
const department: Actor = { kind: 'department', id: 'vehicle' }

let opened: TestDatabase
let store: CaseStore
beforeAll(async () => {
  opened = await createTestDatabase(caseMigrations)
  const { database } = opened
  store = createCaseStore({ database, vault, calendar, models: defineCaseModels(database, vault) })
})
afterAll(() => opened.dispose())

let made = 0
const atHour = (hour: number): Date => new Date(Date.UTC(2026, 2, 2, hour))

async function begin(event: CaseEvent): Promise<LoadedCase> {
  const id = randomBytes(16).toString('hex')
  const created = { id, caseNumber: `YT${made++}`, personId: 'p1', idTail: '002x' }
  await opened.database.transaction(tx => store.begin(tx, created, event, applicant, atHour(0)))
  return loadIt(id)
}

async function loadIt(id: string): Promise<LoadedCase> {
  const loaded = await store.load({ id })
  if (!loaded) throw new Error('the case is gone')
  return loaded
}

/** The whole row as it lies in the database, but for the sealed tail. */
async function storedRow(id: string): Promise<Record<string, unknown>> {
  const [row] = await opened.database.read<Record<string, unknown>>('SELECT * FROM cases WHERE id = ?', [id])
  const { id_tail: _, ...rest } = row ?? {}
  return rest
}

/** The read row as the events alone would have it. */
function expectedRow({ row, events }: LoadedCase) {
  const state = replay(events.map(({ event }) => event))
  const promise = promiseOf(state, calendar)
  return {
    id: row.id,
    case_number: row.case_number,
    item_code: state.itemCode,
    definition_version: state.definitionVersion,
    person_id: 'p1',
    id_tail_mac: vault.keyedMac('id-tail', row.case_number, '002X'),
    stage: state.stage,
    outcome: state.outcome,
    held_by: state.heldBy,
    submitted_at: events[0]?.at,
    promised_by: promise?.day ?? null,
    promise_is_estimate: Number(promise?.estimated ?? false),
    version: events.length,
    updated_at: events.at(-1)?.at,
  }
}

test('after any sequence the stored row is, field by field, what the stored events say', async () => {
  await fc.assert(
    fc.asyncProperty(randomCase(15), async ({ submission, steps }) => {
      let current = await begin(submission)
      const { id } = current.row
      for (const [index, { command }] of steps.entries()) {
        const events = tryDecide(current.state, command) ?? []
        const appended = await opened.database.transaction(tx =>
          store.append(tx, current, events, department, atHour(index + 1)),
        )
        if (events.length === 0) expect(appended).toBe(current)
        current = appended
      }
      const loaded = await loadIt(id)
      expect(await storedRow(loaded.row.id)).toEqual(expectedRow(loaded))
      expect(expectedRow(loaded)).toMatchObject({ ...loaded.row })
      expect(loaded.events).toEqual(current.events)
      expect(loaded.state).toEqual(current.state)
      expect({ ...current.row, promise_is_estimate: Number(current.row.promise_is_estimate) }).toEqual(
        loaded.row,
      )
      expect(await store.load({ caseNumber: loaded.row.case_number })).toEqual(loaded)
    }),
    runs(40),
  )
}, 120_000)

test('of several who write on the same version exactly one wins, and the others leave no trace', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 4 }), fc.nat({ max: 2 }), async (writers, reviews) => {
      const first = await begin(buildSubmission(1))
      const before = await opened.database.transaction(tx =>
        store.append(
          tx,
          first,
          Array.from({ length: reviews }, (_, index) => reviewed(`early ${index}`)),
          department,
          atHour(1),
        ),
      )
      const tries = await Promise.allSettled(
        Array.from({ length: writers }, (_, writer) =>
          opened.database.transaction(tx => {
            const command = {
              is: 'takeReport' as const,
              task: 'one',
              report: buildReport('granted', `by ${writer}`),
              on: '2026-03-03',
            }
            return store.append(tx, before, tryDecide(before.state, command) ?? [], department, atHour(2))
          }),
        ),
      )
      const won = tries.flatMap((one, writer) => (one.status === 'fulfilled' ? [writer] : []))
      expect(won).toHaveLength(1)
      for (const one of tries) {
        if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'CASE_MOVED_ON' })
      }
      const loaded = await loadIt(first.row.id)
      expect(await storedRow(loaded.row.id)).toEqual(expectedRow(loaded))
      expect(expectedRow(loaded)).toMatchObject({ ...loaded.row })
      expect(loaded.state.stage).toBe('concluded')
      expect(loaded.state.seenReports.at(-1)).toBe(`one by ${won[0]}`)
      expect(loaded.events.map(({ seq }) => seq)).toEqual(loaded.events.map((_, index) => index + 1))
    }),
    runs(15),
  )
}, 120_000)

const reviewed = (eventNo: string): CaseEvent => ({
  type: 'reviewStarted',
  task: 'one',
  eventNo,
  opinion: null,
  articles: [],
})

test('ninety days and two hundred events replay in one go, always to the same state', async () => {
  let current = await begin(buildSubmission(3, { correctionRounds: 60 }))
  const { id } = current.row
  const on = (day: number): string => new Date(Date.UTC(2026, 2, 2 + day)).toISOString().slice(0, 10)
  await opened.database.transaction(async tx => {
    for (let turn = 0; current.state.version < 199; turn++) {
      const day = Math.floor((turn * 90) / 80)
      const [asker = 'one', other = 'two'] =
        [
          ['one', 'two'],
          ['two', 'three'],
          ['three', 'one'],
        ][turn % 3] ?? []
      const { content } = current.state
      const commands = [
        report(asker, 'underReview', `R${turn}`, on(day)),
        report(asker, 'correctionRequired', `C${turn}`, on(day)),
        report(other, 'granted', `R${turn}`, on(day)),
        { is: 'answerCorrection' as const, content, on: on(day + 1) },
      ].filter(command => command.is !== 'takeReport' || command.report.status !== 'granted' || turn > 70)
      for (const command of commands) {
        if (current.state.version >= 199) break
        const events = tryDecide(current.state, command) ?? []
        current = await store.append(tx, current, events, department, atHour(24 * day))
      }
    }
    const closing = ['one', 'two', 'three'].flatMap(task => [report(task, 'granted', 'end', on(90))])
    for (const command of closing) {
      current = await store.append(
        tx,
        current,
        tryDecide(current.state, command) ?? [],
        department,
        atHour(2160),
      )
    }
  })
  const loaded = await loadIt(id)
  const events = loaded.events.map(({ event }) => event)
  expect(events.length).toBeGreaterThanOrEqual(200)
  expect(loaded.state).toEqual(current.state)
  expect(loaded.state).toMatchObject({ stage: 'concluded', outcome: 'granted' })
  expect(replay(JSON.parse(JSON.stringify(events)) as CaseEvent[])).toEqual(loaded.state)
  expect(await storedRow(loaded.row.id)).toEqual(expectedRow(loaded))
  expect(expectedRow(loaded)).toMatchObject({ ...loaded.row })
})

const report = (task: string, status: Parameters<typeof buildReport>[0], eventNo: string, on: string) => ({
  is: 'takeReport' as const,
  task,
  report: buildReport(status, eventNo),
  on,
})
