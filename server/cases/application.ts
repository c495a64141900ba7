import type { ItemDefinition } from '@shared/catalogue/item'
import { Problem } from '@shared/problem'
import type { LoadedItem } from '../catalogue'
import type { Applicant } from '../identity'
import type { Gathered } from './known-facts'
import { sourcesOf } from './prefill'
import type { CaseServices } from './services'

export interface Opened {
  loaded: LoadedItem
  item: ItemDefinition
  applicant: Applicant
  gathered: Gathered
}

/**
 * What every step of an application needs: the item, the verified applicant and what registers know. Asks the outside,
 * so it runs before any transaction.
 * @throws Problem ITEM_NOT_FOUND
 */
export async function openApplication(
  services: CaseServices,
  personId: string,
  itemCode: string,
): Promise<Opened> {
  const loaded = services.catalogue.find(itemCode)
  if (!loaded) throw new Problem('ITEM_NOT_FOUND')
  const applicant = await services.identity.applicantOf(personId)
  const gathered = await services.facts.gather(personId, applicant.idNumber, sourcesOf(loaded.definition))
  return { loaded, item: loaded.definition, applicant, gathered }
}
