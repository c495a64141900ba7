import { readDraft, type Draft } from '@shared/cases/contract'
import { readItem, type OnlineItemGuide } from '@shared/catalogue/contract'
import { call } from '@/api/call'

export interface Application {
  guide: OnlineItemGuide
  draft: Draft
}

/** Reads form and draft of an item; null when the item is not handled online. @throws RefusedCall */
export async function openApplication(item: string): Promise<Application | null> {
  // Both at once: on a slow network every journey counts.
  const drafting = call(readDraft, { itemCode: item }).then(
    draft => ({ draft }),
    (refusal: unknown) => ({ refusal }),
  )
  const guide = await call(readItem, { code: item })
  if (!guide.online) return null
  const answer = await drafting
  if ('refusal' in answer) throw answer.refusal
  const { draft } = answer
  if (guide.definitionVersion === draft.definitionVersion) return { guide, draft }
  // The definition changed between the two answers.
  const newer = await call(readItem, { code: item })
  return newer.online ? { guide: newer, draft } : null
}
