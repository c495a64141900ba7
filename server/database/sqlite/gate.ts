interface Waiter {
  enter(): void
  since: number
}

/** Nobody was let through the write gate in time. `code` is 'GATE_TIMEOUT'. */
export class GateTimeout extends Error {
  readonly code = 'GATE_TIMEOUT'
  override readonly name = 'GateTimeout'
}

/**
 * One line per SQLite file: a transaction, or a single write, waits for the one before it without blocking the event
 * loop. SQLite's own waiting would block the very loop that has to run the other transaction's COMMIT.
 */
export class Gate {
  #heldSince: number | undefined
  readonly #line: Waiter[] = []

  /**
   * Resolves when it is our turn, with the function that ends the turn (calling it twice is harmless).
   * @throws GateTimeout after `timeoutMs` in line
   */
  enter(timeoutMs: number): Promise<() => void> {
    if (this.#heldSince === undefined) return Promise.resolve(this.#take())
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        since: Date.now(),
        enter: () => {
          clearTimeout(timer)
          resolve(this.#take())
        },
      }
      const timer = setTimeout(() => {
        this.#line.splice(this.#line.indexOf(waiter), 1)
        reject(new GateTimeout(this.#sentence(timeoutMs)))
      }, timeoutMs)
      this.#line.push(waiter)
    })
  }

  #take(): () => void {
    this.#heldSince = Date.now()
    let ended = false
    return () => {
      if (ended) return
      ended = true
      this.#heldSince = undefined
      this.#line.shift()?.enter()
    }
  }

  #sentence(timeoutMs: number): string {
    const heldMs = Date.now() - (this.#heldSince ?? Date.now())
    return (
      `A write waited ${timeoutMs} ms for its turn at the SQLite write gate; the current transaction has run for ` +
      `${heldMs} ms and ${this.#line.length} more are waiting. Keep calls to the outside out of transactions.`
    )
  }
}
