import { readDraft } from '@shared/cases/contract'
import { serve } from '../http'
import { openApplication } from './application'
import type { CaseServices } from './services'
import { showDraft } from './show-draft'

export const serveReadDraft = (services: CaseServices) =>
  serve(readDraft, async ({ input, person }) => {
    const opened = await openApplication(services, person.id, input.itemCode)
    return showDraft(services, opened, await services.drafts.find(person.id, input.itemCode))
  })
