import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { submitCase } from '@shared/cases/contract'
import { call, RefusedCall } from '@/api/call'
import { goInstead } from '@/terminal/navigate'
import { terminal } from '@/terminal/terminal'
import { keepHandedIn } from './journey-memory'
import { beginSubmission, endSubmission, pendingSubmission, type Submission } from './pending-submission'

export type Submitting =
  | { is: 'ready' }
  | { is: 'sending' }
  /** It may have arrived: we ask, with the same key, until we know. */
  | { is: 'checking' }
  | { is: 'refused'; problem: RefusedCall }
  | { is: 'done'; caseNumber: string }

const askAgainMs = 15_000
/** Refusals that say nothing about whether an earlier try got through. */
const leavesOpen = [
  'OUTCOME_UNKNOWN',
  'OFFLINE',
  'BUSY',
  'UNEXPECTED',
  'SOURCE_UNAVAILABLE',
  'TOO_MANY_TRIES',
]

/**
 * Submits one version of a draft exactly once. A lost answer is asked for again, by itself and after a refresh too; the
 * receipt opens when the outcome is known.
 */
export function useSubmission(item: string) {
  const [submitting, setSubmitting] = useState<Submitting>(() => startOf(item))
  const isShown = useRef(true)
  const isHere = useRef(true)
  const isAsking = useRef(false)

  const ask = async ({ draftVersion, key }: Submission, mayHaveArrived: boolean): Promise<void> => {
    if (isAsking.current) return
    isAsking.current = true
    let mayBeThere = mayHaveArrived
    try {
      const receipt = await call(
        submitCase,
        { itemCode: item, draftVersion },
        {
          key,
          onUnknown: () => {
            mayBeThere = true
            setSubmitting({ is: 'checking' })
          },
        },
      )
      endSubmission(item)
      keepHandedIn(item, receipt.caseNumber)
      setSubmitting({ is: 'done', caseNumber: receipt.caseNumber })
    } catch (problem) {
      if (!(problem instanceof RefusedCall)) throw problem
      if (leavesOpen.includes(problem.code) && mayBeThere) return setSubmitting({ is: 'checking' })
      // Where it may have arrived all the same, the key is kept: trying again is then asking again.
      const isOpen = problem.code === 'UNEXPECTED' || (problem.code === 'NOT_SIGNED_IN' && mayBeThere)
      if (!isOpen) endSubmission(item)
      setSubmitting({ is: 'refused', problem })
    } finally {
      isAsking.current = false
    }
  }
  const askNow = async () => {
    const pending = pendingSubmission(item)
    if (pending.is === 'ours') await ask(pending.submission, true)
    else setSubmitting(now => (now.is === 'checking' ? { is: 'ready' } : now))
  }
  const latest = useRef(askNow)
  latest.current = askNow

  const isChecking = submitting.is === 'checking'
  useEffect(() => {
    if (!isChecking) return undefined
    void latest.current()
    const asking = setInterval(() => void latest.current(), askAgainMs)
    const stop = terminal.onNetwork(online => {
      if (online) void latest.current()
    })
    return () => {
      clearInterval(asking)
      stop()
    }
  }, [isChecking])

  const openReceipt = () => {
    if (submitting.is !== 'done' || !isShown.current || !isHere.current) return
    void goInstead({ page: 'receipt', case: submitting.caseNumber })
  }
  const opening = useRef(openReceipt)
  opening.current = openReceipt
  useEffect(() => opening.current(), [submitting])
  useDidHide(() => {
    isShown.current = false
  })
  useDidShow(() => {
    isShown.current = true
    opening.current()
  })
  useEffect(
    () => () => {
      isHere.current = false
    },
    [],
  )

  return {
    submitting,
    askNow,
    submit(draftVersion: number): Promise<void> {
      setSubmitting({ is: 'sending' })
      return ask(beginSubmission(item, draftVersion), false)
    },
    /** After a refusal: looks anew at what is there. */
    reset: () => setSubmitting(startOf(item)),
  }
}

const startOf = (item: string): Submitting =>
  pendingSubmission(item).is === 'ours' ? { is: 'checking' } : { is: 'ready' }
