import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'

const waitsMs = [2000, 3000, 5000, 8000, 13_000, 20_000]
const slowestMs = 30_000

/**
 * Looks again by itself while `isOn` and the page is in sight: soon at first, then less and less often. A new `seen`
 * means that something moved, and looking becomes frequent again.
 */
export function useWatch(isOn: boolean, seen: string, look: () => Promise<void>): void {
  const [isInSight, setInSight] = useState(true)
  useDidShow(() => setInSight(true))
  useDidHide(() => setInSight(false))
  const asked = useRef(look)
  asked.current = look

  useEffect(() => {
    if (!isOn || !isInSight) return
    let timer: ReturnType<typeof setTimeout>
    let isOver = false
    const wait = (turn: number) => {
      timer = setTimeout(() => {
        void asked.current().then(() => {
          if (!isOver) wait(turn + 1)
        })
      }, waitsMs[turn] ?? slowestMs)
    }
    wait(0)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [isOn, isInSight, seen])
}
