import type { Context, Next } from 'koa'
import type { Logger } from 'pino'
import { Problem, type ProblemBody } from '@shared/problem'

/** The one place that turns what was thrown into what a person reads. Causes go to the log by kind, never by content. */
export const reportProblems =
  (log: Logger) =>
  async (context: Context, next: Next): Promise<void> => {
    try {
      await next()
      if (context.status === 404 && context.body === undefined) throw new Problem('NOT_FOUND')
      if (context.status === 405 && !context.body) throw new Problem('METHOD_NOT_ALLOWED')
    } catch (thrown) {
      const problem = thrown instanceof Problem ? thrown : new Problem('UNEXPECTED', { cause: thrown })
      const requestId = String(context.state.requestId)
      if (problem.status >= 500)
        log.error({ requestId, code: problem.code, cause: describe(problem.cause) }, 'request failed')
      const body: ProblemBody = { code: problem.code, message: problem.message, requestId }
      if (problem.fields) body.fields = problem.fields
      if (problem.retryAfterS !== undefined) {
        body.retryAfterS = problem.retryAfterS
        context.set('Retry-After', String(problem.retryAfterS))
      }
      context.status = problem.status
      context.set('Cache-Control', 'no-store')
      context.body = body
    }
  }

/**
 * An error as the log may keep it: class, code and stack frames. Messages are left out because libraries quote
 * the values they choke on.
 */
export function describe(error: unknown): Record<string, unknown> | undefined {
  if (error === undefined) return undefined
  if (!(error instanceof Error)) return { thrown: typeof error }
  const { code, kind } = error as { code?: unknown; kind?: unknown }
  return {
    name: error.name,
    ...(typeof code === 'string' && { code }),
    ...(typeof kind === 'string' && { kind }),
    at: (error.stack ?? '')
      .split('\n')
      .filter(line => line.trimStart().startsWith('at '))
      .slice(0, 8)
      .map(line => line.trim().replace(process.cwd(), '.')),
    ...(error.cause !== undefined && { cause: describe(error.cause) }),
  }
}
