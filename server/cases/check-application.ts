import type { FormValues } from '@shared/cases/contract'
import type { ItemDefinition } from '@shared/catalogue/item'
import { ageOn, checkIdNumber } from '@shared/formats/id-number'
import { storedValues, validateForm } from '@shared/forms'
import type { FieldProblem } from '@shared/problem'
import { evaluateRules, holds, type Finding } from '@shared/rules'
import type { Applicant } from '../identity'
import type { CaseContent } from './events'
import type { Gathered } from './known-facts'
import { checkLocked } from './prefill'

export interface Checked {
  /** What will be handed in: hidden fields dropped, formats in their one form. */
  values: FormValues
  findings: FieldProblem[]
  rules: Finding[]
}

/** 自动检查: completeness and format of form and materials, and the rules in force on that day. */
export function checkApplication(
  item: ItemDefinition,
  content: CaseContent,
  context: { applicant: Applicant; gathered: Gathered; today: string },
): Checked {
  const { applicant, gathered, today } = context
  const values = storedValues(item.form, content.values, { today }) as FormValues
  const findings = [
    ...validateForm(item.form, content.values, { today }),
    ...checkLocked(item, values, gathered),
    ...checkMaterials(item, { values, materials: content.materials }),
  ]
  return {
    values,
    findings,
    rules: evaluateRules(item.rules, factsOf(values, applicant, gathered, today), { on: today }),
  }
}

/** What a rule may look at: the form's values, the applicant, what registers say, and the day. */
function factsOf(
  values: FormValues,
  applicant: Applicant,
  gathered: Gathered,
  today: string,
): Record<string, unknown> {
  const id = checkIdNumber(applicant.idNumber)
  const known: Record<string, Record<string, unknown>> = {}
  for (const [source, record] of gathered.records) {
    const [system = '', dataset = ''] = source.split('.')
    known[system] = { ...known[system], [dataset]: record }
  }
  return {
    ...values,
    today,
    applicant: id.ok ? { age: ageOn(id.birthOn, today), sex: id.sex, regionCode: id.regionCode } : {},
    known,
  }
}

/** Materials by the item's list; names the material and how to get it. */
export function checkMaterials(item: ItemDefinition, content: CaseContent): FieldProblem[] {
  const problems: FieldProblem[] = []
  const asked = askedMaterials(item, content.values)
  for (const material of asked) {
    const given = content.materials[material.key]?.length ?? 0
    const path = `materials.${material.key}`
    if (material.required && given === 0) {
      problems.push({ path, message: `请上传「${material.name}」。${material.obtain}` })
    }
    if (given > material.maxFiles) {
      problems.push({ path, message: `「${material.name}」最多上传 ${material.maxFiles} 份，请删除多余的。` })
    }
  }
  for (const key of Object.keys(content.materials)) {
    if (!asked.some(material => material.key === key) && (content.materials[key]?.length ?? 0) > 0) {
      problems.push({ path: `materials.${key}`, message: '这份材料现在不需要，请删除。' })
    }
  }
  return problems
}

/** The materials asked for with these values. */
export const askedMaterials = (item: ItemDefinition, values: FormValues): ItemDefinition['materials'] =>
  item.materials.filter(
    material => material.showWhen === undefined || holds(material.showWhen, values) === true,
  )
