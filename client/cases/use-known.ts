import { useEffect, useState } from 'react'
import { type Prefilled, readDraft } from '@shared/cases/contract'
import { call, RefusedCall } from '@/api/call'
import type { Asked, Correction } from './correction-answer'

/** The records a register offers for the fields asked about. A silent register leaves a field to be typed. */
export function useKnown(
  itemCode: string,
  { form }: Correction,
  points: readonly Asked[],
): Record<string, Prefilled> {
  const [known, setKnown] = useState<Record<string, Prefilled>>({})
  const isWanted = points.some(({ path }) => form.prefill?.[path]?.each !== undefined)
  useEffect(() => {
    if (!isWanted) return
    let isGone = false
    call(readDraft, { itemCode }).then(
      ({ prefilled }) => {
        if (!isGone) setKnown(prefilled)
      },
      (problem: unknown) => {
        if (!(problem instanceof RefusedCall)) throw problem
      },
    )
    return () => {
      isGone = true
    }
  }, [isWanted, itemCode])
  return known
}
