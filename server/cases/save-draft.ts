import { discardDraft, saveDraft } from '@shared/cases/contract'
import { serve } from '../http'
import { openApplication } from './application'
import type { CaseServices } from './services'
import { showDraft } from './show-draft'

export const serveSaveDraft = (services: CaseServices) =>
  serve(saveDraft, async ({ input, person, now, once }) => {
    const opened = await openApplication(services, person.id, input.itemCode)
    return once(async tx => {
      const materials = Object.fromEntries(
        Object.entries(input.materials).map(([key, ids]) => [key, [...new Set(ids)]]),
      )
      const saved = await services.drafts.save(
        tx,
        {
          personId: person.id,
          itemCode: input.itemCode,
          definitionVersion: opened.loaded.version,
          baseVersion: input.baseVersion,
        },
        { values: input.values, materials },
        now,
      )
      return showDraft(services, opened, saved)
    })
  })

export const serveDiscardDraft = (services: CaseServices) =>
  serve(discardDraft, async ({ input, person, once }) =>
    once(async tx => ({
      discarded: await services.drafts.remove(tx, { personId: person.id, itemCode: input.itemCode }),
    })),
  )
