import type { Transaction } from 'sequelize'
import type { Holder, Outcome, Stage } from '@shared/cases/stage'
import { Problem } from '@shared/problem'
import type { Calendar } from '@shared/formats/working-days'
import { changeRows, insertRows, isUniqueViolation, type Database } from '../database'
import { tagged, type Vault } from '../vault'
import { CaseEvent, type Actor, type RecordedEvent } from './events'
import { evolve, replay, type CaseState } from './evolve'
import { promiseOf } from './time-limits'

tagged('cases', {
  id: 'L1',
  case_number: 'L2',
  item_code: 'L1',
  definition_version: 'L1',
  person_id: 'L2',
  id_tail_mac: 'L2',
  stage: 'L1',
  outcome: 'L1',
  held_by: 'L1',
  submitted_at: 'L1',
  promised_by: 'L1',
  promise_is_estimate: 'L1',
  version: 'L1',
  updated_at: 'L1',
})
tagged('case_events', {
  case_id: 'L1',
  seq: 'L1',
  type: 'L1',
  actor_kind: 'L1',
  actor_id: 'L2',
  at: 'L1',
  payload: 'L4',
})

/** The read row of a case: what lists and the public progress need, always equal to what its events say. */
export interface CaseRow {
  id: string
  case_number: string
  item_code: string
  definition_version: string
  person_id: string
  id_tail_mac: string
  stage: Stage
  outcome: Outcome | null
  held_by: Holder
  submitted_at: Date
  promised_by: string | null
  promise_is_estimate: boolean | number
  version: number
  updated_at: Date
}

export interface LoadedCase {
  row: CaseRow
  events: RecordedEvent[]
  state: CaseState
}

export interface NewCase {
  id: string
  caseNumber: string
  personId: string
  idTail: string
}

type By = { caseNumber: string } | { id: string }

/** Event streams and their read rows. Appending expects the version that was read. */
export interface CaseStore {
  begin(tx: Transaction, created: NewCase, event: CaseEvent, actor: Actor, at: Date): Promise<CaseRow>
  /** @throws Problem CASE_MOVED_ON when somebody appended since the case was loaded */
  append(
    tx: Transaction,
    loaded: LoadedCase,
    events: CaseEvent[],
    actor: Actor,
    at: Date,
  ): Promise<LoadedCase>
  load(by: By, tx?: Transaction): Promise<LoadedCase | null>
  listOf(personId: string): Promise<CaseRow[]>
  /** MAC of an ID number's last four, keyed by the case: equal tails of two cases do not look equal. */
  tailMac(caseNumber: string, idTail: string): string
}

const rowColumns =
  'id, case_number, item_code, definition_version, person_id, id_tail_mac, stage, outcome, held_by, submitted_at, ' +
  'promised_by, promise_is_estimate, version, updated_at'

export function createCaseStore(services: {
  database: Database
  vault: Vault
  calendar: Calendar
}): CaseStore {
  const { database, vault, calendar } = services
  const tailMac = (caseNumber: string, idTail: string): string =>
    vault.keyedMac('id-tail', caseNumber, idTail.toUpperCase())
  const payloadPlace = (caseId: string, seq: number) => ({
    table: 'case_events',
    column: 'payload',
    id: `${caseId}:${seq}`,
  })

  const readRow = (state: CaseState, at: Date) => {
    const promise = promiseOf(state, calendar)
    return {
      stage: state.stage,
      outcome: state.outcome,
      held_by: state.heldBy,
      promised_by: promise?.day ?? null,
      promise_is_estimate: promise?.estimated ?? false,
      version: state.version,
      updated_at: at,
    }
  }

  async function insertEvents(
    tx: Transaction,
    caseId: string,
    firstSeq: number,
    events: CaseEvent[],
    actor: Actor,
    at: Date,
  ): Promise<void> {
    const rows = events.map((event, index) => ({
      case_id: caseId,
      seq: firstSeq + index,
      type: event.type,
      actor_kind: actor.kind,
      actor_id: actor.id,
      at,
      payload: vault.seal(payloadPlace(caseId, firstSeq + index), JSON.stringify(event)),
    }))
    try {
      await insertRows(database, 'case_events', rows, tx)
    } catch (error) {
      if (isUniqueViolation(error)) throw new Problem('CASE_MOVED_ON')
      throw error
    }
  }

  return {
    tailMac,

    async begin(tx, created, event, actor, at) {
      const state = evolve(null, event)
      const row: CaseRow = {
        id: created.id,
        case_number: created.caseNumber,
        item_code: state.itemCode,
        definition_version: state.definitionVersion,
        person_id: created.personId,
        id_tail_mac: tailMac(created.caseNumber, created.idTail),
        submitted_at: at,
        ...readRow(state, at),
      }
      await insertRows(database, 'cases', [{ ...row }], tx)
      await insertEvents(tx, created.id, 1, [event], actor, at)
      return row
    },

    async append(tx, loaded, events, actor, at) {
      if (events.length === 0) return loaded
      const { row } = loaded
      const state = events.reduce<CaseState>(evolve, loaded.state)
      await insertEvents(tx, row.id, loaded.state.version + 1, events, actor, at)
      const changes = readRow(state, at)
      const names = Object.keys(changes) as (keyof typeof changes)[]
      const affected = await changeRows(
        database,
        `UPDATE cases SET ${names.map(name => `${name} = ?`).join(', ')} WHERE id = ? AND version = ?`,
        [...names.map(name => changes[name]), row.id, loaded.state.version],
        tx,
      )
      if (affected !== 1) throw new Problem('CASE_MOVED_ON')
      const recorded = events.map((event, index) => ({
        seq: loaded.state.version + 1 + index,
        at,
        actor,
        event,
      }))
      return { row: { ...row, ...changes }, events: [...loaded.events, ...recorded], state }
    },

    async load(by, tx) {
      const [column, value] = 'id' in by ? ['id', by.id] : ['case_number', by.caseNumber]
      const [row] = await database.read<CaseRow>(
        `SELECT ${rowColumns} FROM cases WHERE ${column} = ?`,
        [value],
        tx,
      )
      if (!row) return null
      const stored = await database.read<{
        seq: number
        at: Date
        actor_kind: Actor['kind']
        actor_id: string
        payload: string
      }>(
        'SELECT seq, at, actor_kind, actor_id, payload FROM case_events WHERE case_id = ? ORDER BY seq',
        [row.id],
        tx,
      )
      const events = stored.map(({ seq, at, actor_kind, actor_id, payload }) => ({
        seq,
        at,
        actor: { kind: actor_kind, id: actor_id },
        event: CaseEvent.parse(JSON.parse(vault.open(payloadPlace(row.id, seq), payload))),
      }))
      return { row, events, state: replay(events.map(({ event }) => event)) }
    },

    listOf: personId =>
      database.read<CaseRow>(
        `SELECT ${rowColumns} FROM cases WHERE person_id = ? ORDER BY submitted_at DESC, id LIMIT 200`,
        [personId],
      ),
  }
}
