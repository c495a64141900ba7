import { useDidHide, useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { RefusedCall } from './call'

/** What a screen knows of something it reads. `outdated`: the last look failed, what is shown is from before. */
export type Reading<T> =
  | { is: 'reading' }
  | { is: 'read'; value: T; outdated: RefusedCall | null }
  | { is: 'failed'; problem: RefusedCall }

export interface Reader<T> {
  reading: Reading<T>
  /** Looks again; what is shown stays until the answer is here. */
  again: () => Promise<void>
  /** Takes in a newer value that came another way, as the answer of a write does. */
  take: (value: T) => void
}

/** Reads when the screen opens, when the person comes back to it, and when asked again. An older answer never replaces a newer one. */
export function useReading<T>(read: () => Promise<T>): Reader<T> {
  const [reading, setReading] = useState<Reading<T>>({ is: 'reading' })
  const asked = useRef(read)
  asked.current = read
  const turn = useRef(0)

  const take = useCallback((value: T) => {
    turn.current += 1
    setReading({ is: 'read', value, outdated: null })
  }, [])

  const again = useCallback(async () => {
    turn.current += 1
    const mine = turn.current
    try {
      const value = await asked.current()
      if (mine === turn.current) setReading({ is: 'read', value, outdated: null })
    } catch (problem) {
      if (!(problem instanceof RefusedCall)) throw problem
      if (mine === turn.current) setReading(before => refused(before, problem))
    }
  }, [])

  useEffect(() => {
    void again()
    return () => {
      turn.current += 1
    }
  }, [again])

  const wasAway = useRef(false)
  useDidHide(() => {
    wasAway.current = true
  })
  useDidShow(() => {
    if (wasAway.current) void again()
    wasAway.current = false
  })

  return { reading, again, take }
}

/** Only a broken connection leaves what was read before in place: any other refusal is about the thing itself. */
const refused = <T>(before: Reading<T>, problem: RefusedCall): Reading<T> =>
  before.is === 'read' && ['OFFLINE', 'BUSY', 'UNEXPECTED', 'TOO_MANY_TRIES'].includes(problem.code)
    ? { ...before, outdated: problem }
    : { is: 'failed', problem }
