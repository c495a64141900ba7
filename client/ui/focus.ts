import Taro from '@tarojs/taro'

/** The mini-program has no focus to move: bring the element into view. */
export function focusOn(id: string): void {
  void Taro.pageScrollTo({ selector: `#${id}`, duration: 0 }).catch(() => undefined)
}

/** The mini-program keeps its own focus when pages come and go. */
export function keepFocus(): () => boolean {
  return () => true
}
