import { Words } from './primitives'

/** A state in one or two words. The colour repeats what the words say. */
export function StatusTag({
  tone,
  children,
}: {
  tone: 'calm' | 'good' | 'wait' | 'act' | 'bad'
  children: string
}) {
  return <Words className={`ui-tag ui-tag--${tone}`}>{children}</Words>
}
