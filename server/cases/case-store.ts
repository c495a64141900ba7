import type { Transaction } from 'sequelize'
import { Problem } from '@shared/problem'
import type { Calendar } from '@shared/formats/working-days'
import { isUniqueViolation, type Database } from '../database'
import type { Vault } from '../vault'
import { payloadPlace, type CaseEventRow } from './case-event.model'
import type { StoredCase } from './case.model'
import { CaseEvent, type Actor, type RecordedEvent } from './events'
import { evolve, replay, type CaseState } from './evolve'
import { defineCaseModels, type CaseModels } from './models'
import { promiseOf } from './time-limits'

/** The row of a case as it is read; its applicant's tail stays in the database. */
export type CaseRow = Omit<StoredCase, 'id_tail' | 'id_tail_mac' | 'promise_is_estimate'> & {
  promise_is_estimate: boolean | number
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
}

const rowColumns =
  'id, case_number, item_code, definition_version, person_id, stage, outcome, held_by, submitted_at, ' +
  'promised_by, promise_is_estimate, version, updated_at'

export function createCaseStore(services: {
  database: Database
  vault: Vault
  calendar: Calendar
  models?: CaseModels
}): CaseStore {
  const { database, vault, calendar } = services
  const { Case, CaseEvent: Event } = services.models ?? defineCaseModels(database, vault)

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
      payload: JSON.stringify(event),
    }))
    try {
      await Event.bulkCreate(rows, { transaction: tx })
    } catch (error) {
      if (isUniqueViolation(error)) throw new Problem('CASE_MOVED_ON')
      throw error
    }
  }

  return {
    async begin(tx, created, event, actor, at) {
      const state = evolve(null, event)
      const row = {
        id: created.id,
        case_number: created.caseNumber,
        item_code: state.itemCode,
        definition_version: state.definitionVersion,
        person_id: created.personId,
        submitted_at: at,
        ...readRow(state, at),
      }
      await Case.create({ ...row, id_tail: created.idTail }, { transaction: tx })
      await insertEvents(tx, created.id, 1, [event], actor, at)
      return row
    },

    async append(tx, loaded, events, actor, at) {
      if (events.length === 0) return loaded
      const { row } = loaded
      const state = events.reduce<CaseState>(evolve, loaded.state)
      await insertEvents(tx, row.id, loaded.state.version + 1, events, actor, at)
      const changes = readRow(state, at)
      const [affected] = await Case.update(changes, {
        where: { id: row.id, version: loaded.state.version },
        transaction: tx,
      })
      if (affected !== 1) throw new Problem('CASE_MOVED_ON')
      const recorded = events.map((event, index) => ({
        seq: loaded.state.version + 1 + index,
        at,
        actor,
        event,
      }))
      return { row: { ...row, ...changes }, events: [...loaded.events, ...recorded], state }
    },

    // A stream is read whole, with every deed and page of its case: past the model.
    async load(by, tx) {
      const [column, value] = 'id' in by ? ['id', by.id] : ['case_number', by.caseNumber]
      const [row] = await database.read<CaseRow>(
        `SELECT ${rowColumns} FROM cases WHERE ${column} = ?`,
        [value],
        tx,
      )
      if (!row) return null
      const stored = await database.read<Omit<CaseEventRow, 'case_id' | 'type'>>(
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
