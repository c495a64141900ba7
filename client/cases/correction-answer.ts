import type { CaseDetail, ChosenMaterials, FormValues } from '@shared/cases/contract'
import type { Material } from '@shared/materials/contract'
import { isBlank, layoutFields, type LayoutField } from '@shared/forms'

export type Correction = NonNullable<CaseDetail['correction']>
export type Requirement = Correction['askable'][number]

/** One thing that was asked for, with everything said about it. */
export type Asked =
  | { is: 'field'; path: string; messages: string[]; field: LayoutField }
  | { is: 'material'; path: string; messages: string[]; material: Requirement }
  /** Concerns the application as a whole: read, not filled in. */
  | { is: 'remark'; path: string; messages: string[] }

/** What a person has given so far. `unchanged`: paths looked at again and left as they were. */
export interface Answer {
  values: FormValues
  files: Record<string, readonly Material[]>
  unchanged: readonly string[]
}

/** The points of a notice in the order the department named them; several about one field stand together. */
export function askedOf({ points, form, askable }: Correction): Asked[] {
  const asked: Asked[] = []
  for (const { field: path, message } of points) {
    const known = asked.find(each => each.path === path)
    if (known) {
      known.messages.push(message)
      continue
    }
    const messages = [message]
    const field = layoutFields(form).find(({ key }) => key === path)
    const material = askable.find(({ key }) => `materials.${key}` === path)
    if (field) asked.push({ is: 'field', path, messages, field })
    else if (material) asked.push({ is: 'material', path, messages, material })
    else asked.push({ is: 'remark', path, messages })
  }
  return asked
}

/** What a person starts from: what was handed in. */
export function startOf(correction: Correction, materials: readonly Material[]): Answer {
  const files: Record<string, readonly Material[]> = {}
  for (const { key } of correction.askable) files[key] = materials.filter(({ kind }) => kind === key)
  return { values: correction.values, files, unchanged: [] }
}

/** Whether a point differs from what was handed in. */
export function isChanged(asked: Asked, start: Answer, { values, files }: Answer): boolean {
  if (asked.is === 'field') return !same(values[asked.field.key], start.values[asked.field.key])
  if (asked.is === 'remark') return false
  const before = (start.files[asked.material.key] ?? []).map(({ id }) => id)
  return (files[asked.material.key] ?? []).some(({ id }) => !before.includes(id))
}

/** Whether a point can be left as it is: only where something was handed in before. */
export function mayStay(asked: Asked, start: Answer): boolean {
  if (asked.is === 'field') return !isBlank(start.values[asked.field.key])
  return asked.is === 'material' && (start.files[asked.material.key] ?? []).length > 0
}

/** Changed, or looked at again and left as it was. A field emptied by the person is no answer. */
export function isAnswered(asked: Asked, start: Answer, answer: Answer): boolean {
  if (asked.is === 'remark') return true
  if (asked.is === 'field' && isBlank(answer.values[asked.field.key])) return false
  if (isChanged(asked, start, answer)) return true
  return mayStay(asked, start) && answer.unchanged.includes(asked.path)
}

/** What is sent: the fields asked for with what a register fills beside them, and the files asked for. */
export function answerToSend(
  { form }: Correction,
  points: readonly Asked[],
  { values, files }: Answer,
): { values: FormValues; materials: ChosenMaterials } {
  const sent: FormValues = {}
  const materials: ChosenMaterials = {}
  for (const asked of points) {
    if (asked.is === 'material') {
      materials[asked.material.key] = (files[asked.material.key] ?? []).map(({ id }) => id)
    }
    if (asked.is !== 'field') continue
    const filled = Object.keys(form.prefill?.[asked.field.key]?.each?.fills ?? {})
    for (const key of [asked.field.key, ...filled]) {
      const value = values[key]
      if (value !== undefined) sent[key] = value
    }
  }
  return { values: sent, materials }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
