import type { Draft, FormValues } from '@shared/cases/contract'
import { dayOf } from '@shared/formats/day'
import { maskIdNumber, maskMobile, maskName } from '@shared/formats/mask'
import { requiredCount } from '@shared/forms'
import type { Material } from '@shared/materials/contract'
import type { Finding } from '@shared/rules'
import type { Opened } from './application'
import { askedMaterials, checkApplication } from './check-application'
import type { StoredDraft } from './draft-store'
import { prefill } from './prefill'
import type { CaseServices } from './services'

/** The draft as the form shows it: saved values, or a blank application filled from the registers. */
export async function showDraft(
  services: CaseServices,
  opened: Opened,
  saved: StoredDraft | null,
): Promise<Draft> {
  const { loaded, item, applicant, gathered } = opened
  const nameOf = (source: string): string => services.catalogue.sourceName(source)
  const filling = prefill(item, gathered, nameOf)
  const content = saved?.content ?? { values: filling.values, materials: {} }
  const today = dayOf(services.clock.now())
  const checked = checkApplication(item, content, { applicant, gathered, today })
  return {
    itemCode: item.code,
    definitionVersion: loaded.version,
    version: saved?.version ?? 0,
    savedAt: saved?.savedAt.toISOString() ?? null,
    today,
    values: content.values,
    materials: await materialsByKey(services, content.materials, applicant.personId),
    prefilled: filling.prefilled,
    silentSources: gathered.silent.map(nameOf),
    applicant: {
      maskedName: maskName(applicant.name),
      maskedIdNumber: maskIdNumber(applicant.idNumber),
      maskedMobile: applicant.mobile === null ? '' : maskMobile(applicant.mobile),
    },
    requiredFields: requiredLeft(item, content.values, filling.values),
    findings: checked.findings,
    ruleFindings: checked.rules.map(showFinding),
  }
}

export const showFinding = (finding: Finding): Draft['ruleFindings'][number] => ({
  ruleId: finding.ruleId,
  effect: finding.effect,
  article: finding.article,
  explanation: finding.explanation,
  mend: finding.mend ?? null,
  fields: finding.fields,
})

/** How much a person still has to give: required fields and materials that no register filled. */
function requiredLeft(item: Opened['item'], values: FormValues, known: FormValues): number {
  const filled = Object.keys(known).filter(field => item.form.schema.required.includes(field)).length
  const materials = askedMaterials(item, values).filter(material => material.required).length
  return Math.max(0, requiredCount(item.form, values) - filled) + materials
}

export async function materialsByKey(
  services: CaseServices,
  chosen: Record<string, string[]>,
  personId: string,
): Promise<Record<string, Material[]>> {
  const ids = Object.values(chosen).flat()
  const found = await services.materials.ofPerson(personId, ids)
  return Object.fromEntries(
    Object.entries(chosen).map(([key, wanted]) => [
      key,
      wanted.flatMap(id => found.filter(material => material.id === id)),
    ]),
  )
}
