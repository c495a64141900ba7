let isPressing = false
let waiting: (() => void)[] = []

// The click follows the release at once; what moves the page comes after it.
const afterClickMs = 50

function press(): void {
  isPressing = true
}

function release(): void {
  isPressing = false
  setTimeout(() => {
    const works = waiting
    waiting = []
    for (const work of works) work()
  }, afterClickMs)
}

document.addEventListener('pointerdown', press, true)
document.addEventListener('pointerup', release, true)
document.addEventListener('pointercancel', release, true)

/**
 * Runs at once, or when the finger or button now down has been lifted: a field that is left by pressing a button may
 * show an error, and must not move that button away from under the press.
 */
export function afterPress(work: () => void): void {
  if (isPressing) waiting.push(work)
  else work()
}
