import type { OnlineItemGuide } from '@shared/catalogue/contract'
import { formatFen } from '@shared/formats/money'
import { describeValue, readForm } from '@shared/forms'
import { t } from '@/words/words'
import { askedMaterials } from './draft-content'
import type { Application } from './open-application'

export interface Fact {
  name: string
  value: string
}

/** The answers of each step in words; `first` is the step's first field. Fields that were not asked are left out. */
export function answersIn({ guide: { form }, draft }: Application) {
  const { shown, values } = readForm(form, draft.values, { today: draft.today })
  return form.layout
    .map(({ key, title, fields }) => {
      const asked = shown.filter(field => fields.some(each => each.key === field.key))
      const facts = asked.map((field): Fact => ({
        name: form.schema.properties[field.key]?.title ?? field.key,
        value: describeValue(form, field.key, values[field.key]) ?? t('confirm.blank'),
      }))
      return { key, title, facts, first: asked[0]?.key ?? '' }
    })
    .filter(({ facts }) => facts.length > 0)
}

/** The files given for each material that is asked for. */
export function materialFacts({ guide, draft }: Application): (Fact & { field: string })[] {
  return askedMaterials(guide, draft.values, draft.today).map(({ key, name }) => {
    const files = draft.materials[key] ?? []
    const names = files.map(({ fileName }) => fileName).join('、')
    const value = files.length > 0 ? t('confirm.files', { names, count: files.length }) : t('confirm.noFiles')
    return { field: `materials.${key}`, name, value }
  })
}

/** What it costs, how long it may take, and whose decision it is. */
export function costFacts({ fees, feeTotalFen, limits, departmentName }: OnlineItemGuide): Fact[] {
  const lines = fees.map(({ name, amountFen, unit }) =>
    t('confirm.fee.line', { name, amount: formatFen(amountFen), unit }),
  )
  const total = t('confirm.fee.total', { amount: formatFen(feeTotalFen) })
  const fee = feeTotalFen === 0 ? t('confirm.free') : [...lines, total].join('；')
  const { promisedDays: promised, statutoryDays: statutory } = limits
  return [
    { name: t('confirm.fee'), value: fee },
    { name: t('confirm.promised'), value: t('confirm.promised.days', { promised, statutory }) },
    { name: t('confirm.department'), value: departmentName },
  ]
}
