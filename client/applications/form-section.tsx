import type { OnlineItemGuide } from '@shared/catalogue/contract'
import { readForm, requiredFields } from '@shared/forms'
import { Fragment } from 'react'
import { Box } from '@/ui/primitives'
import { askedMaterials, withValues, type Change, type Content } from './draft-content'
import type { Kept } from './draft-keeper'
import { mendsIn, placeOfRule, rulesIn } from './form-findings'
import { FormField } from './form-field'
import { MaterialField } from './material-field'
import { RuleNote } from './rule-note'
import type { Uploads } from './use-uploads'

interface FormSectionProps {
  guide: OnlineItemGuide
  kept: Kept
  step: number
  uploads: Uploads
  errorOf: (name: string) => string | undefined
  onEdit: (change: (content: Content) => Content) => void
  onLeave: (key: string) => void
}

/** The questions of one step, with what rules say about the answers; files are asked for at the end of the last. */
export function FormSection({ guide, kept, step, uploads, errorOf, onEdit, onLeave }: FormSectionProps) {
  const { form } = guide
  const { content, draft } = kept
  const { today } = draft
  const { values } = content
  const section = form.layout[step]
  if (!section) return null
  const required = requiredFields(form, values, { today })
  const wrong = mendsIn(guide, kept).map(({ name }) => name)
  // A warning about an answer that is wrong anyhow can wait until that is mended.
  const rules = rulesIn(guide, step, draft.ruleFindings).filter(
    ({ effect, fields }) => effect === 'refuse' || !fields.some(field => wrong.includes(field)),
  )
  const shown = readForm(form, values, { today }).shown.filter(({ key }) =>
    section.fields.some(field => field.key === key),
  )
  const keys = shown.map(({ key }) => key)
  const isLast = step === form.layout.length - 1
  const remove = (kind: string, id: string) =>
    onEdit(now => ({
      ...now,
      materials: { ...now.materials, [kind]: (now.materials[kind] ?? []).filter(each => each.id !== id) },
    }))
  return (
    <>
      {rules
        .filter(finding => placeOfRule(keys, finding) === undefined)
        .map(finding => (
          <RuleNote key={finding.ruleId} finding={finding} />
        ))}
      {section.hint !== undefined && <Box className="ui-hint">{section.hint}</Box>}
      {shown.map(field => (
        <Fragment key={field.key}>
          <FormField
            form={form}
            field={field}
            values={values}
            today={today}
            required={required.includes(field.key)}
            known={draft.prefilled[field.key]}
            error={errorOf(field.key)}
            onChange={(change: Change) => onEdit(now => withValues(now, change))}
            onLeave={() => onLeave(field.key)}
          />
          {rules
            .filter(finding => placeOfRule(keys, finding) === field.key)
            .map(finding => (
              <RuleNote key={finding.ruleId} finding={finding} />
            ))}
        </Fragment>
      ))}
      {isLast &&
        askedMaterials(guide, values, today).map(material => (
          <MaterialField
            key={material.key}
            material={material}
            stored={content.materials[material.key] ?? []}
            uploads={uploads}
            error={errorOf(`materials.${material.key}`)}
            onRemove={id => remove(material.key, id)}
          />
        ))}
    </>
  )
}
