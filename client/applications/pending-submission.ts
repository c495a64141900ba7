import { newKey } from '@/api/call'
import { sessionMark } from '@/preferences/session-mark'
import { terminal } from '@/terminal/terminal'

/** A submission whose outcome is not known yet. Asking again with the same key and version is asking, not submitting. */
export interface Submission {
  draftVersion: number
  key: string
}

/** `unsure`: of an earlier sign-in on this device; whose it was is not written down. */
export type Pending = { is: 'none' } | { is: 'ours'; submission: Submission } | { is: 'unsure' }

const placeOf = (item: string) => `submission.${item}`
// Where nothing can be remembered, as in a private window, at least this page does not forget.
const held = new Map<string, string>()

export function pendingSubmission(item: string): Pending {
  const [key = '', version = '', mark = ''] = (held.get(item) ?? terminal.recall(placeOf(item)) ?? '').split(
    ' ',
  )
  if (!/^[0-9a-f]{32}$/.test(key) || !/^[1-9]\d{0,8}$/.test(version)) return { is: 'none' }
  if (mark !== sessionMark()) return { is: 'unsure' }
  return { is: 'ours', submission: { key, draftVersion: Number(version) } }
}

/** The key for submitting this version; the one already used for it, if there is one. */
export function beginSubmission(item: string, draftVersion: number): Submission {
  const pending = pendingSubmission(item)
  if (pending.is === 'ours' && pending.submission.draftVersion === draftVersion) return pending.submission
  const submission = { key: newKey(), draftVersion }
  const written = `${submission.key} ${draftVersion} ${sessionMark()}`
  held.set(item, written)
  terminal.remember(placeOf(item), written)
  return submission
}

export function endSubmission(item: string): void {
  held.delete(item)
  terminal.forget(placeOf(item))
}
