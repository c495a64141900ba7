import { randomBytes } from 'node:crypto'
import type { MessageIntent } from '@shared/messaging/intents'
import { outcomeWords, stageWords } from '@shared/cases/stage'
import type { CaseStore } from '../cases'
import type { Catalogue } from '../catalogue'
import type { Identity } from '../identity'
import type { JobKind } from '../jobs'
import { keepSms, type MessagingStores } from './messaging'

type Payload = { intent: MessageIntent; caseId: string; personId: string }

export interface DeliveryServices extends MessagingStores {
  catalogue: Catalogue
  store: CaseStore
  identity: Identity
  /** Address under which citizens open the H5. */
  publicUrl: string
}

interface Composed {
  title: string
  body: string
  sms: { mobile: string; template: string; parameters: Record<string, string> } | null
}

/** Turns one intent into an inbox message and, where there is a number, an SMS. Composes once, records once. */
export const deliverMessage = (services: DeliveryServices): JobKind<Payload, Composed | null> => ({
  kind: 'deliverMessage',
  deadlineMs: 10_000,
  maxAttempts: 10,
  async perform({ intent, caseId, personId }) {
    const loaded = await services.store.load({ id: caseId })
    if (!loaded) return null
    const { row, state } = loaded
    const { definition, department } = await services.catalogue.findVersion(
      row.item_code,
      row.definition_version,
    )
    const template = services.catalogue.messageTemplate(intent)
    const applicant = await services.identity.applicantOf(personId)
    const facts: Record<string, string> = {
      item: definition.name,
      case: row.case_number,
      department: department.name,
      stage: stageWords[state.stage],
      outcome: state.outcome ? outcomeWords[state.outcome] : '',
      promisedBy: row.promised_by ?? '',
      points: String(state.correction?.points.length ?? 0),
    }
    return {
      title: fill(template.title, facts),
      body: fill(template.body, facts),
      sms:
        template.sms === null || applicant.mobile === null
          ? null
          : {
              mobile: applicant.mobile,
              template: 'SMS_CASE',
              parameters: {
                item: definition.name,
                case: row.case_number,
                stage: fill(template.sms, facts),
                link: `${services.publicUrl}/#/packages/find/progress/index?case=${row.case_number}`,
              },
            },
    }
  },
  async record(composed, { intent, caseId, personId }, tx, { now, enqueue }) {
    if (!composed) return
    const id = randomBytes(16).toString('hex')
    const { title, body, sms } = composed
    await services.models.Message.create(
      {
        ...{ id, person_id: personId, case_id: caseId, intent },
        ...{ content: JSON.stringify({ title, body }), sent_at: now, read_at: null },
      },
      { transaction: tx },
    )
    if (sms) await enqueue([await keepSms(services, tx, sms, null)])
  },
})

const fill = (template: string, facts: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole)
