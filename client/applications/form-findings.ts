import type { Draft } from '@shared/cases/contract'
import type { OnlineItemGuide } from '@shared/catalogue/contract'
import { layoutFields, validateForm } from '@shared/forms'
import { t } from '@/words/words'
import { askedMaterials } from './draft-content'
import type { Kept } from './draft-keeper'

export type RuleFinding = Draft['ruleFindings'][number]

/** What is to be mended: `name` is a field key or `materials.<key>`. */
export interface ToMend {
  name: string
  message: string
}

/** The field a path leads to: 'members.0.name' → 'members'; materials keep their key. */
export const fieldOf = (path: string): string =>
  path.startsWith('materials.') ? path : (path.split('.')[0] ?? path)

/**
 * What is to be mended before this content can be handed in, in the order of the form. What only the server can tell
 * is taken from its last answer, which holds as long as nothing was changed since.
 */
export function mendsIn(guide: OnlineItemGuide, { content, draft, saving }: Kept): ToMend[] {
  const { today } = draft
  const found = new Map<string, string>()
  const add = (path: string, message: string) => {
    if (!found.has(fieldOf(path))) found.set(fieldOf(path), message)
  }
  for (const { path, message } of validateForm(guide.form, content.values, { today })) add(path, message)
  for (const { key, name, required } of askedMaterials(guide, content.values, today)) {
    const given = content.materials[key]?.length ?? 0
    if (required && given === 0) add(`materials.${key}`, t('apply.file.missing', { name }))
  }
  if (saving.is === 'saved') for (const { path, message } of draft.findings) add(path, message)
  const order = [
    ...layoutFields(guide.form).map(({ key }) => key),
    ...guide.materials.map(({ key }) => `materials.${key}`),
  ]
  return Array.from(found, ([name, message]) => ({ name, message })).sort(
    (a, b) => order.indexOf(a.name) - order.indexOf(b.name),
  )
}

/** Which step asks for a field; materials stand at the end of the last one. */
export function stepOf({ form }: OnlineItemGuide, name: string): number {
  const step = form.layout.findIndex(({ fields }) => fields.some(({ key }) => key === name))
  return step >= 0 ? step : form.layout.length - 1
}

/** The rules that speak about this step; those about no field of the form speak on the first. */
export function rulesIn(
  guide: OnlineItemGuide,
  step: number,
  findings: readonly RuleFinding[],
): RuleFinding[] {
  return findings.filter(({ fields }) => stepOfRule(guide, fields) === step)
}

// A rule about fields of several steps is told where the last of them is asked.
const stepOfRule = (guide: OnlineItemGuide, fields: readonly string[]): number =>
  fields.reduce((last, field) => Math.max(last, stepOf(guide, field)), 0)

/** What keeps a person on this step: something to mend, a rule that refuses, or a draft that is not safe yet. */
export interface Hindrance {
  is: 'mend' | 'refusal' | 'unsaved'
  name?: string
  message: string
}

export const mendsOf = (guide: OnlineItemGuide, kept: Kept, step: number): Hindrance[] =>
  mendsIn(guide, kept)
    .filter(({ name }) => stepOf(guide, name) === step)
    .map(mend => ({ is: 'mend', ...mend }))

export function hindrancesIn(guide: OnlineItemGuide, kept: Kept, step: number): Hindrance[] {
  const refusals = rulesIn(guide, step, kept.draft.ruleFindings).filter(({ effect }) => effect === 'refuse')
  return [
    ...mendsOf(guide, kept, step),
    ...refusals.map(({ fields: [name], explanation }): Hindrance => ({
      is: 'refusal',
      ...(name && { name }),
      message: explanation,
    })),
  ]
}

/** The last of a rule's fields among those on screen: the rule is told right below it. */
export const placeOfRule = (shown: readonly string[], { fields }: RuleFinding): string | undefined =>
  shown.filter(key => fields.includes(key)).pop()
