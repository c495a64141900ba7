import { useSyncExternalStore } from 'react'
import { terminal } from '@/terminal/terminal'

/** 'large' is 长辈版; 'largest' is 长辈版 with the biggest letters. */
export type TextSize = 'normal' | 'large' | 'largest'

const key = 'text-size'
const sizes: readonly TextSize[] = ['normal', 'large', 'largest']
const listeners = new Set<() => void>()
let current = sizes.find(size => size === terminal.recall(key)) ?? 'normal'

/** Remembered on this device; every page on screen changes at once. */
export function setTextSize(size: TextSize): void {
  current = size
  terminal.remember(key, size)
  for (const listener of listeners) listener()
}

/** The text size in force, known before the first paint. */
export function useTextSize(): TextSize {
  return useSyncExternalStore(subscribe, () => current)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
