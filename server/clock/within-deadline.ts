/**
 * Runs `work` with a signal that ends after `deadlineMs` or together with `outer`, and rejects at that moment with the
 * signal's reason (a DOMException TimeoutError at the deadline), whether or not `work` listens to its signal.
 */
export const withinDeadline = async <T>(
  work: (signal: AbortSignal) => Promise<T>,
  deadlineMs: number,
  outer?: AbortSignal,
): Promise<T> => {
  const stop = new AbortController()
  const follow = () => stop.abort(outer?.reason)
  if (outer?.aborted) follow()
  outer?.addEventListener('abort', follow, { once: true })
  const timer = setTimeout(
    () => stop.abort(new DOMException('no answer within the deadline', 'TimeoutError')),
    deadlineMs,
  )
  try {
    stop.signal.throwIfAborted()
    return await Promise.race([work(stop.signal), rejectOnAbort(stop.signal)])
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', follow)
  }
}

const rejectOnAbort = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
