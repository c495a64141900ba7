import { useEffect, useState } from 'react'

const secondsUntil = (atMs: number): number => Math.max(0, Math.ceil((atMs - Date.now()) / 1000))

/** Whole seconds until an instant, counted down on screen; 0 when it has come. */
export function useSecondsUntil(atMs: number): number {
  const [left, setLeft] = useState(() => secondsUntil(atMs))
  useEffect(() => {
    setLeft(secondsUntil(atMs))
    if (secondsUntil(atMs) === 0) return undefined
    const ticking = setInterval(() => {
      const now = secondsUntil(atMs)
      setLeft(now)
      if (now === 0) clearInterval(ticking)
    }, 500)
    return () => clearInterval(ticking)
  }, [atMs])
  return left
}
