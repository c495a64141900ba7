import type { Context, Next } from 'koa'
import type { Logger } from 'pino'
import type { Telemetry } from '../telemetry'

/** One line a request: the route's name, never its address, because addresses may carry numbers of people. */
export const logRequests =
  (log: Logger, telemetry: Telemetry) =>
  async (context: Context, next: Next): Promise<void> => {
    const started = process.hrtime.bigint()
    try {
      await next()
    } finally {
      const durationMs = Number(process.hrtime.bigint() - started) / 1e6
      const route = typeof context.state.route === 'string' ? context.state.route : 'other'
      telemetry.requestDone(route, context.status, durationMs)
      log.info(
        {
          requestId: String(context.state.requestId),
          route,
          method: context.method,
          status: context.status,
          ms: Math.round(durationMs * 10) / 10,
        },
        'request',
      )
    }
  }
