import type { Transaction } from 'sequelize'
import { listCases, readCase, type CaseCard, type CaseDetail, type FormValues } from '@shared/cases/contract'
import { Problem } from '@shared/problem'
import { promisedBy, workingDaysBetween } from '@shared/formats/working-days'
import { dayOf } from '@shared/formats/day'
import { describeValue } from '@shared/forms'
import type { LoadedItem } from '../catalogue'
import { serve } from '../http'
import type { CaseRow, LoadedCase } from './case-store'
import { mayWithdraw } from './decide'
import type { CaseState } from './evolve'
import { materialsByKey } from './show-draft'
import type { CaseServices } from './services'
import { nextStepOf, timelineOf } from './timeline'
import { daysLeft, promiseOf, statutoryOf } from './time-limits'

export const serveReadCase = (services: CaseServices) =>
  serve(readCase, async ({ input, person, now }) =>
    showCase(services, await findOwnCase(services, person.id, input.caseNumber), now),
  )

export const serveListCases = (services: CaseServices) =>
  serve(listCases, async ({ person, now }) => {
    const rows = await services.store.listOf(person.id)
    return {
      cases: await Promise.all(
        rows.map(async row => cardOf(services, row, await itemOf(services, row), now)),
      ),
    }
  })

/**
 * A case of this very person; anybody else's looks as if it did not exist.
 * @throws Problem CASE_NOT_FOUND
 */
export async function findOwnCase(
  services: CaseServices,
  personId: string,
  caseNumber: string,
  tx?: Transaction,
): Promise<LoadedCase> {
  const loaded = await services.store.load({ caseNumber }, tx)
  if (!loaded || loaded.row.person_id !== personId) throw new Problem('CASE_NOT_FOUND')
  return loaded
}

const itemOf = (services: CaseServices, row: CaseRow): Promise<LoadedItem> =>
  services.catalogue.findVersion(row.item_code, row.definition_version)

function cardOf(services: CaseServices, row: CaseRow, item: LoadedItem, now: Date): CaseCard {
  const running = row.promised_by !== null && row.held_by === 'department'
  return {
    caseNumber: row.case_number,
    itemName: item.definition.name,
    departmentName: item.department.name,
    stage: row.stage,
    outcome: row.outcome,
    heldBy: row.held_by,
    submittedAt: row.submitted_at.toISOString(),
    promisedBy: row.promised_by,
    promiseIsEstimate: Boolean(row.promise_is_estimate),
    workingDaysLeft: running && row.promised_by ? daysUntil(services, dayOf(now), row.promised_by) : null,
  }
}

const daysUntil = (services: CaseServices, today: string, by: string): number =>
  today <= by
    ? workingDaysBetween(today, by, services.calendar)
    : -workingDaysBetween(by, today, services.calendar)

/** Everything its owner sees of a case, read from its events. */
export async function showCase(services: CaseServices, loaded: LoadedCase, now: Date): Promise<CaseDetail> {
  const { row, state } = loaded
  const item = await itemOf(services, row)
  const today = dayOf(now)
  const promised = promiseOf(state, services.calendar)
  const statutory = statutoryOf(state, services.calendar)
  const lastWord = [...state.tasks].reverse().find(task => task.opinion !== null || task.articles.length > 0)
  const materials = await materialsByKey(services, state.content.materials, row.person_id)
  return {
    ...cardOf(services, row, item, now),
    promisedBy: promised?.day ?? null,
    promiseIsEstimate: promised?.estimated ?? false,
    workingDaysLeft: daysLeft(state, today, services.calendar),
    itemCode: row.item_code,
    statutoryBy: statutory?.day ?? null,
    statutoryIsEstimate: statutory?.estimated ?? false,
    timeline: timelineOf(loaded.events, department => services.catalogue.departmentName(department)),
    nextStep: nextStepOf(state, item.department.name),
    mayWithdraw: mayWithdraw(state),
    correction: correctionOf(services, state, item, today),
    decision: lastWord ? { opinion: lastWord.opinion, articles: lastWord.articles } : null,
    summary: summaryOf(item, state.content.values),
    materials: Object.values(materials).flat(),
  }
}

function correctionOf(
  { calendar }: CaseServices,
  { correction: asked, answerWithinDays, content }: CaseState,
  { definition }: LoadedItem,
  today: string,
): CaseDetail['correction'] {
  if (!asked) return null
  const answer = promisedBy(asked.on, answerWithinDays, calendar)
  return {
    today,
    points: asked.points,
    answerBy: answer.day,
    answerIsEstimate: answer.estimated,
    values: content.values,
    form: definition.form,
    askable: definition.materials,
  }
}

/** The form in words: label and what was said, in the order of the layout, hidden fields left out. */
const summaryOf = (item: LoadedItem, values: FormValues): CaseDetail['summary'] =>
  item.definition.form.layout
    .flatMap(section => section.fields)
    .flatMap(({ key }) => {
      const value = describeValue(item.definition.form, key, values[key])
      return value === null
        ? []
        : [{ label: item.definition.form.schema.properties[key]?.title ?? key, value }]
    })
