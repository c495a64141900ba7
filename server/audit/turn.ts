/** Takes turns: the promise answers when it is the caller's turn, with the function that ends it. */
export type TakeTurn = () => Promise<() => void>

/** A queue of one place. Whoever was first to ask is first to go. */
export function createTurns(): TakeTurn {
  let last: Promise<void> = Promise.resolve()
  return async () => {
    let end = (): void => undefined
    const before = last
    last = new Promise(resolve => (end = resolve))
    await before
    return end
  }
}
