/** Remembers nonces for a while of real time; the same one again within it is a replay. */
export const createNonces = (rememberMs: number) => {
  const seen = new Map<string, number>()
  const forgetOld = (nowMs: number): void => {
    for (const [key, untilMs] of seen) {
      if (untilMs > nowMs) return
      seen.delete(key)
    }
  }
  return {
    /** True the first time, false for a replay. */
    useOnce(owner: string, nonce: string, nowMs: number): boolean {
      forgetOld(nowMs)
      const key = `${owner}\n${nonce}`
      if (seen.has(key)) return false
      seen.set(key, nowMs + rememberMs)
      return true
    },
  }
}

export type Nonces = ReturnType<typeof createNonces>
