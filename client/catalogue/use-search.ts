import { useCallback, useEffect, useRef, useState } from 'react'
import { searchItems } from '@shared/catalogue/contract'
import type { OutputOf } from '@shared/endpoint'
import { call, RefusedCall } from '@/api/call'

/** What became of the words. `found` stays in sight until the next answer is here. */
export type Finding =
  | { is: 'nothing-asked' }
  | { is: 'finding' }
  | { is: 'found'; words: string; found: OutputOf<typeof searchItems> }
  | { is: 'failed'; problem: RefusedCall }

const pauseMs = 250

// A page opened anew with the same words shows at once what was found before, and looks again.
let latest: Extract<Finding, { is: 'found' }> | null = null

const startWith = (words: string): Finding => {
  if (words === '') return { is: 'nothing-asked' }
  return latest?.words === words ? latest : { is: 'finding' }
}

/**
 * Searches when the typing pauses, never while an input method is composing. An older answer never replaces a newer one.
 * `now` does not wait for the pause.
 */
export function useSearch(words: string, composing: boolean): { finding: Finding; now: () => Promise<void> } {
  const [finding, setFinding] = useState<Finding>(() => startWith(words))
  const turn = useRef(0)
  const asked = useRef<string | null>(null)

  const find = useCallback(async (sought: string) => {
    turn.current += 1
    const mine = turn.current
    asked.current = sought
    if (sought === '') {
      setFinding({ is: 'nothing-asked' })
      return
    }
    setFinding(before => (before.is === 'found' ? before : { is: 'finding' }))
    try {
      const found = await call(searchItems, { q: sought })
      if (mine !== turn.current) return
      latest = { is: 'found', words: sought, found }
      setFinding(latest)
    } catch (problem) {
      if (!(problem instanceof RefusedCall)) throw problem
      if (mine === turn.current) setFinding({ is: 'failed', problem })
    }
  }, [])

  useEffect(() => {
    if (composing || asked.current === words) return
    if (asked.current === null || words === '') {
      void find(words)
      return
    }
    const timer = setTimeout(() => void find(words), pauseMs)
    return () => clearTimeout(timer)
  }, [words, composing, find])

  useEffect(
    () => () => {
      turn.current += 1
    },
    [],
  )

  return { finding, now: () => find(words) }
}
