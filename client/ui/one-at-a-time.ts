import { useRef, useState } from 'react'

/** What a tap starts. A promise keeps the control busy until it settles. */
export type Work = () => void | Promise<unknown>

/** Runs the work unless it is still running: a double tap does it once. Also tells whether it runs. */
export function useOneAtATime(work: Work | undefined): [run: () => void, running: boolean] {
  const [running, setRunning] = useState(false)
  // State arrives a render later than the second tap; the ref does not.
  const held = useRef(false)
  const run = () => {
    if (held.current) return
    const outcome = work?.()
    if (!outcome) return
    held.current = true
    setRunning(true)
    const release = () => {
      held.current = false
      setRunning(false)
    }
    void outcome.finally(release)
  }
  return [run, running]
}
